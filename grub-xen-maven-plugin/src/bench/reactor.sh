#!/usr/bin/env bash
# Measures a reactor of site projects, each with three configs for two platforms and a package: projects one after another,
# with -T, unchanged, with Maven's build cache extension, and built repeatedly in one JVM, as the Maven daemon does. The
# packages of each build are compared with those of the first build. If the environment variable MVND names the Maven
# daemon's command, the daemon is measured too.
# The script needs the plugin in the local Maven repository (mvn install -DskipTests -Dinvoker.skip). It fetches Maven 3.9,
# the extension and Debian's grub-xen-bin.
set -euo pipefail

usage() {
  cat <<'END'
reactor.sh [-n PROJECTS] [-l REPOSITORY] [-w DIRECTORY] [-o PAGE]
  -n  number of projects (20)
  -l  Maven's local repository (~/.m2/repository)
  -w  working directory (default: a temporary one); files that an earlier run fetched into it are used again
  -o  Markdown page; its part between the lines "<!-- reactors -->" and "<!-- end of reactors -->" is replaced
END
  exit 2
}

count=20 repository=$HOME/.m2/repository work='' page=''
while getopts n:l:w:o: option; do
  case $option in
    n) count=$OPTARG ;;
    l) repository=$(realpath "$OPTARG") ;;
    w) work=$OPTARG ;;
    o) page=$(realpath "$OPTARG") ;;
    *) usage ;;
  esac
done
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"
work=$(realpath "$work")
bench=$(dirname "$(realpath "$0")")
maven_version=3.9.16 extension_version=1.3.0
maven=$work/apache-maven-$maven_version
mvn=("$maven/bin/mvn" "-Dmaven.repo.local=$repository")

if [ ! -e "$work/reactor-fetched" ]; then
  mvn -B -q -Dmaven.repo.local="$repository" dependency:get -Dartifact=org.apache.maven:apache-maven:$maven_version:tar.gz:bin -Dtransitive=false
  tar -xf "$repository/org/apache/maven/apache-maven/$maven_version/apache-maven-$maven_version-bin.tar.gz" -C "$work"
  mkdir -p "$work/debs"
  if ! ls "$work"/debs/grub-xen-bin_*.deb > /dev/null 2>&1; then (cd "$work/debs" && apt-get -q download grub-xen-bin); fi
  touch "$work/reactor-fetched"
fi

project=$work/reactor
rm -rf "$project" "$work/cache" "$work/first"
mkdir -p "$project/.mvn"
{
  cat <<END
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.example</groupId>
  <artifactId>sites</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <modules>$(printf '<module>site-%02d</module>' $(seq "$count"))</modules>
  <developers><developer><name>A Packager</name><email>packager@example.org</email></developer></developers>
  <properties><project.build.outputTimestamp>2026-01-02T03:04:05Z</project.build.outputTimestamp></properties>
  <build><plugins><plugin>
    <groupId>io.github.grubxen</groupId>
    <artifactId>grub-xen-maven-plugin</artifactId>
    <version>0.1.0-SNAPSHOT</version>
    <extensions>true</extensions>
    <configuration>
      <grub><deb>$(echo "$work"/debs/grub-xen-bin_*.deb)</deb></grub>
      <platforms>x86_64-xen,i386-xen_pvh</platforms>
    </configuration>
  </plugin></plugins></build>
</project>
END
} > "$project/pom.xml"
for i in $(seq -f %02g "$count"); do
  mkdir -p "$project/site-$i/src/main/grub"
  cat > "$project/site-$i/pom.xml" <<END
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent><groupId>org.example</groupId><artifactId>sites</artifactId><version>1.0</version></parent>
  <artifactId>site-$i</artifactId>
  <packaging>grub-xen</packaging>
</project>
END
  for flavour in web db rescue; do
    printf '%s\n' "# $flavour of site $i" "set timeout=3" "search --no-floppy --set=root --label $flavour-$i" \
      "linux /vmlinuz root=LABEL=$flavour-$i ro console=hvc0" "initrd /initrd.img" "boot" > "$project/site-$i/src/main/grub/$flavour.cfg"
  done
done

sums() { (cd "$project" && find . -name '*.deb' -path '*/target/*' | sort | xargs sha256sum); }

same() { # that all packages are there and as they were in the first build
  sums > "$work/now"
  [ -e "$work/first" ] || cp "$work/now" "$work/first"
  [ "$(wc -l < "$work/now")" = "$count" ] || { echo "not $count packages"; exit 1; }
  cmp -s "$work/first" "$work/now" || { echo "other packages than in the first build"; exit 1; }
}

one_differs() { # that the one package changed whose config did
  sums > "$work/now"
  [ "$(diff "$work/first" "$work/now" | grep -c '^>')" = 1 ] || { echo "a changed config did not change one package"; exit 1; }
}

rows=$work/rows
: > "$rows"
measure() { # label command...
  local label=$1
  shift
  sync
  (cd "$project" && /usr/bin/time -o "$work/time" -f '%e %U %S' "$@" > "$work/reactor.log" 2>&1) || { tail -20 "$work/reactor.log"; exit 1; }
  read -r wall user system < "$work/time"
  printf '| %s | %s | %s |\n' "$label" "$wall" "$(awk "BEGIN {print $user + $system}")" | tee -a "$rows"
}

clean() { rm -rf "$project"/site-*/target; }
change() { echo "# changed" >> "$project/site-01/src/main/grub/web.cfg"; }
unchange() { sed -i '$d' "$project/site-01/src/main/grub/web.cfg"; }

(cd "$project" && "${mvn[@]}" -B -q package > "$work/reactor.log" 2>&1) || { tail -20 "$work/reactor.log"; exit 1; } # fetches what it needs
clean && measure "one after another" "${mvn[@]}" -o -B -q package && same
clean && measure "\`-T 2\`" "${mvn[@]}" -o -B -q -T 2 package && same
measure "again, unchanged" "${mvn[@]}" -o -B -q package && same
change && measure "again, one config changed" "${mvn[@]}" -o -B -q package && one_differs
unchange && "${mvn[@]}" -o -B -q -f "$project/pom.xml" package && same

cat > "$project/.mvn/extensions.xml" <<END
<extensions><extension>
  <groupId>org.apache.maven.extensions</groupId>
  <artifactId>maven-build-cache-extension</artifactId>
  <version>$extension_version</version>
</extension></extensions>
END
cat > "$project/.mvn/maven-build-cache-config.xml" <<END
<cache xmlns="http://maven.apache.org/BUILD-CACHE-CONFIG/1.0.0">
  <input><global><glob>{*.cfg}</glob><includes><include>src/main/grub</include></includes></global></input>
</cache>
END
cached=(-B -q "-Dmaven.build.cache.location=$work/cache" package)
clean && (cd "$project" && "${mvn[@]}" "${cached[@]}" > "$work/reactor.log" 2>&1) && rm -rf "$work/cache"
cached=("${mvn[@]}" -o "${cached[@]}")
clean && measure "build cache, empty" "${cached[@]}" && same
clean && measure "build cache, from it" "${cached[@]}" && same
clean && change && measure "build cache, one config changed" "${cached[@]}" && one_differs && unchange
rm -r "$project/.mvn/extensions.xml" "$project/.mvn/maven-build-cache-config.xml"

if [ -n "${MVND:-}" ]; then
  daemon=("$MVND" "-Dmaven.repo.local=$repository" -o -B -q package)
  for build in first second third; do
    clean && measure "Maven daemon, $build build" "${daemon[@]}" && same
  done
  measure "Maven daemon, unchanged" "${daemon[@]}" && same
  "$MVND" --stop
fi

in_one_jvm() { # a clean build each time but the last: that one is of a changed config
  mkfifo "$work/next"
  java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$maven/lib/*:$maven/boot/*" "$bench/OneJvm.java" "$project" 5 "$repository" < "$work/next" > "$work/seconds" 2> "$work/reactor.log" &
  exec 3> "$work/next"
  for build in 1 2 3 4 5; do
    while [ "$(grep -Ec '^[0-9]+[.][0-9]+$' "$work/seconds")" -lt "$build" ]; do
      kill -0 $! 2> /dev/null || { tail -20 "$work/reactor.log"; exit 1; }
      sleep 0.2
    done
    if [ "$build" -lt 5 ]; then same; fi
    case $build in 1 | 2) clean ;; 4) change ;; esac
    echo >&3
  done
  exec 3>&-
  wait $!
  one_differs
  unchange
  rm "$work/next"
}
rm -f "$work/next" "$work/seconds"
touch "$work/seconds"
clean
in_one_jvm
{
  read -r first && read -r second && read -r third && read -r unchanged && read -r changed
  printf '| in one JVM: first, second, third build | %s, %s, %s | |\n' "$first" "$second" "$third"
  printf '| in one JVM: unchanged, one config changed | %s, %s | |\n' "$unchanged" "$changed"
} < <(grep -E '^[0-9]+[.][0-9]+$' "$work/seconds") | tee -a "$rows"

{
  echo "$count projects, $((count * 6)) images; $(nproc) cores ($(lscpu | sed -n 's/^Model name: *//p' | head -1)), Maven $maven_version," \
    "$(java -version 2>&1 | head -1 | tr -d '"'), build cache extension $extension_version." | fold -s -w 120 | sed 's/ *$//'
  printf '\n| build | wall s | CPU s |\n|---|---|---|\n'
  cat "$rows"
} > "$work/reactors.md"
if [ -n "$page" ]; then
  awk -v figures="$work/reactors.md" '
    /^<!-- reactors -->/ { print; while ((getline line < figures) > 0) print line; hidden = 1 }
    /^<!-- end of reactors -->/ { hidden = 0 }
    !hidden && !/^<!-- reactors -->/ { print }
    ' "$page" > "$work/page.md"
  cp "$work/page.md" "$page"
fi
