// SPDX-License-Identifier: Apache-2.0
// The search of the site. It needs no server: the index is a script, js/search-index.js, which is loaded when the field is
// first used. Without JavaScript there is no field.
(function () {
  'use strict';

  const TOP = document.currentScript.src.replace(/js\/search\.js.*$/, '');
  const MOST_RESULTS = 20;
  let index = null;
  let isLoading = false;

  // Sections that have each word of the query, best first.
  function search(query) {
    const words = query.toLowerCase().split(/\s+/).filter(word => word);
    if (words.length === 0) {
      return [];
    }
    return index
      .map(section => ({ section, score: score(section, words) }))
      .filter(found => found.score > 0)
      .sort((a, b) => b.score - a.score);
  }

  // A word in a heading counts more than one in the text; 0 if a word is missing.
  function score(section, words) {
    const title = section.title.toLowerCase();
    const heading = section.heading.toLowerCase();
    const text = section.text.toLowerCase();
    let sum = 0;
    for (const word of words) {
      const points = (heading.includes(word) ? 20 : 0) + (title.includes(word) ? 10 : 0)
        + Math.min(text.split(word).length - 1, 5);
      if (points === 0) {
        return 0;
      }
      sum += points;
    }
    return sum;
  }

  // The text around the first word.
  function excerpt(text, words) {
    const at = Math.max(0, Math.min(...words.map(word => text.toLowerCase().indexOf(word)).filter(i => i >= 0), text.length));
    const from = at < 60 || at === text.length ? 0 : text.indexOf(' ', at - 50) + 1;
    return (from > 0 ? '… ' : '') + text.slice(from, from + 140) + (from + 140 < text.length ? ' …' : '');
  }

  function show(query, list, count) {
    const found = search(query);
    const words = query.toLowerCase().split(/\s+/).filter(word => word);
    list.replaceChildren(...found.slice(0, MOST_RESULTS).map(({ section }) => {
      const link = document.createElement('a');
      link.href = TOP + section.page + (section.id ? '#' + section.id : '');
      link.textContent = section.heading === section.title ? section.title : section.title + ': ' + section.heading;
      const text = document.createElement('p');
      text.textContent = excerpt(section.text, words);
      const item = document.createElement('li');
      item.append(link, text);
      return item;
    }));
    count.textContent = words.length === 0 ? ''
      : found.length > MOST_RESULTS ? 'The best ' + MOST_RESULTS + ' of ' + found.length + ' sections'
      : found.length === 1 ? '1 section' : found.length + ' sections';
  }

  function load(then) {
    if (index || isLoading) {
      return;
    }
    isLoading = true;
    window.grubXenSearchIndex = sections => { index = sections; then(); };
    const script = document.createElement('script');
    script.src = TOP + 'js/search-index.js';
    document.head.append(script);
  }

  function addField() {
    const column = document.querySelector('#leftColumn nav');
    if (!column) {
      return;
    }
    const form = document.createElement('form');
    form.id = 'site-search';
    form.setAttribute('role', 'search');
    const field = document.createElement('input');
    field.type = 'search';
    field.placeholder = 'Search';
    field.setAttribute('aria-label', 'Search this site');
    field.autocomplete = 'off';
    const count = document.createElement('p');
    count.setAttribute('role', 'status');
    const list = document.createElement('ol');
    form.append(field, count, list);
    column.prepend(form);

    const update = () => index && show(field.value, list, count);
    field.addEventListener('focus', () => load(update));
    field.addEventListener('input', () => { load(update); update(); });
    form.addEventListener('submit', event => {
      event.preventDefault();
      const first = list.querySelector('a');
      if (first) {
        first.click();
      }
    });
    form.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        field.value = '';
        update();
        field.focus();
      }
    });
    document.addEventListener('keydown', event => {
      const isTyping = /^(input|textarea|select)$/i.test(event.target.tagName);
      if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        field.focus();
      }
    });
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', addField);
  } else {
    addField();
  }
})();
