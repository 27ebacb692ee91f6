#!/usr/bin/env bash
# Measures whole builds of a package of images, with this plugin and with the tools that packagers use, and prints ratios:
#   peer       a Debian source package: grub-mkstandalone for each config and platform, dh 13, dpkg-buildpackage, xz
#   loop       grub-mkimage with all modules and dpkg-deb in a shell loop
#   standalone the plugin, layout standalone: the images of peer
#   c1         the same with -XX:TieredStopAtLevel=1 in the project's .mvn/jvm.config
#   all        the plugin, layout image with all modules: the images of loop
#   default    the plugin, its defaults: layout image with the modules that the configs need
#   again      standalone once more, nothing changed
#   changed    standalone once more, one config changed
# For each number of configs, the script runs each build in turn, in several rounds. It fetches Debian's grub-common and
# grub-xen-bin with apt-get download, and installs nothing. It needs dpkg-dev, debhelper 13, GNU time, make, tar, xz and
# the plugin in the local Maven repository (mvn install -DskipTests -Dinvoker.skip).
set -euo pipefail

usage() {
  cat <<'END'
packages.sh [-n "1 10 100"] [-r ROUNDS] [-a] [-k "KINDS"] [-b] [-s] [-w DIRECTORY] [-o PAGE] [-m MARK]
  -n  numbers of configs; each config gives images for x86_64-xen and i386-xen_pvh
  -r  number of rounds (3); 0 prints the results of the last run in the directory
  -a  run peer and loop in every round; by default, they run only in the first round if there are more than 20 configs
  -k  the builds to run (peer loop standalone c1 all default again changed)
  -b  bare: omit the font and locales from standalone images; grub-mkstandalone adds them by default
  -s  boot the images of the packages with one config on a real Xen in QEMU; every package is verified in any case
  -w  working directory (default: a temporary one); files that an earlier run fetched into it are used again
  -o  Markdown page; its part between the lines "<!-- MARK -->" and "<!-- end of MARK -->" is replaced
  -m  the mark (figures)
The environment variable MVN replaces the command "mvn -o".
END
  exit 2
}

numbers="1 10 100" rounds=3 kinds="peer loop standalone c1 all default again changed" bare=false always=false start=false work='' page='' mark=figures
while getopts n:r:ak:bsw:o:m: option; do
  case $option in
    n) numbers=$OPTARG ;;
    r) rounds=$OPTARG ;;
    k) kinds=$OPTARG ;;
    b) bare=true ;;
    a) always=true ;;
    s) start=true ;;
    m) mark=$OPTARG ;;
    w) work=$OPTARG ;;
    o) page=$(realpath "$OPTARG") ;;
    *) usage ;;
  esac
done
missing=
need() { # command package
  command -v "$1" > /dev/null || missing="$missing $2"
}
need dpkg-deb dpkg
need mvn maven
need java default-jdk
[ -x /usr/bin/time ] || missing="$missing time"
case " $kinds " in
  *" peer "*) need dpkg-buildpackage dpkg-dev; need dh debhelper; need make make; need cc gcc ;;
esac
if [ -n "$missing" ]; then
  echo "these packages are not installed:$missing" >&2
  exit 1
fi
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"
work=$(realpath "$work")
read -r -a mvn <<< "${MVN:-mvn -o}"
platforms="x86_64-xen i386-xen_pvh"
plugin=io.github.grubxen:grub-xen-maven-plugin:0.1.0-SNAPSHOT
export SOURCE_DATE_EPOCH=1767323045 LC_ALL=C.UTF-8 TZ=UTC
grub=$work/grub

fetch() {
  [ -e "$work/fetched" ] && return
  mkdir -p "$work/debs" "$grub"
  (
    cd "$work/debs"
    apt-get -q download grub-common grub-xen-bin
    # libraries of grub-common that this machine may not have
    # shellcheck disable=SC2046
    apt-get -q download $(dpkg-deb -f grub-common_*.deb Depends | tr ',' '\n' | grep -oE 'lib[a-z0-9.+-]+' | grep -v '^libc6$')
    for deb in *.deb; do dpkg-deb -x "$deb" "$grub"; done
  ) > "$work/fetch.log" 2>&1
  touch "$work/fetched"
}

fetch
libraries=$grub/lib/x86_64-linux-gnu:$grub/usr/lib/x86_64-linux-gnu
export PATH="$work/bin:$PATH" pkgdatadir="$grub/usr/share/grub"
mkdir -p "$work/bin"
for tool in grub-mkstandalone grub-mkimage; do
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s/usr/bin/%s "$@"\n' "$libraries" "$grub" "$tool" > "$work/bin/$tool"
  chmod +x "$work/bin/$tool"
done

locales=$(cd "$grub/usr/share/locale" && echo */LC_MESSAGES/grub.mo | sed 's,/LC_MESSAGES/grub.mo,,g')
if $bare; then
  resources="--fonts= --locales= --themes="
  elements=""
else
  resources="--locale-directory=$grub/usr/share/locale --themes="
  elements="<locales>$(printf '<locale>%s</locale>' $locales)</locales><fonts><font>unicode</font></fonts>
        <localeDirectory>$grub/usr/share/locale</localeDirectory><dataDirectory>$grub/usr/share/grub</dataDirectory>"
fi

configs() { # directory number
  mkdir -p "$1"
  for i in $(seq -f %04g "$2"); do
    printf '%s\n' "# guest $i" "set timeout=3" "insmod part_gpt" "insmod ext2" "search --no-floppy --set=root --label guest-$i" \
      "linux /vmlinuz root=LABEL=guest-$i ro console=hvc0 site=$(printf %s "$i" | sha256sum | cut -c1-16)" \
      "initrd /initrd.img" "boot" > "$1/site-$i.cfg"
  done
}

make_peer() { # directory number
  configs "$1/configs" "$2"
  mkdir -p "$1/debian/source"
  echo "3.0 (native)" > "$1/debian/source/format"
  cat > "$1/debian/changelog" <<END
site-boot (1.0) unstable; urgency=medium

  * Images.

 -- A Packager <packager@example.org>  Fri, 02 Jan 2026 03:04:05 +0000
END
  cat > "$1/debian/control" <<END
Source: site-boot
Section: admin
Priority: optional
Maintainer: A Packager <packager@example.org>
Build-Depends: debhelper-compat (= 13)
Standards-Version: 4.6.2

Package: site-boot
Architecture: amd64
Depends: \${misc:Depends}
Description: GRUB images of our site
 One for each guest and platform.
END
  # without the exception dh_strip takes the images for programs and empties them: they would not start
  printf '#!/usr/bin/make -f\n%%:\n\tdh $@\n\noverride_dh_strip:\n\tdh_strip -X.bin\n' > "$1/debian/rules"
  chmod +x "$1/debian/rules"
  {
    printf 'CONFIGS := $(patsubst configs/%%.cfg,%%,$(wildcard configs/*.cfg))\n'
    printf 'all: $(foreach p,%s,$(CONFIGS:%%=out/%%-$(p).bin))\n' "$platforms"
    for platform in $platforms; do
      printf 'out/%%-%s.bin: configs/%%.cfg\n\tmkdir -p out\n' "$platform"
      printf '\tgrub-mkstandalone -O %s -d %s/usr/lib/grub/%s %s -o $@ boot/grub/grub.cfg=$<\n' \
        "$platform" "$grub" "$platform" "$resources"
    done
    printf 'install:\n\tinstall -d $(DESTDIR)/usr/lib/site-boot\n\tinstall -m 644 out/*.bin $(DESTDIR)/usr/lib/site-boot\n'
    printf 'clean:\n\trm -rf out\n.PHONY: all install clean\n'
  } > "$1/Makefile"
}
build_peer() { dpkg-buildpackage -b -us -uc; }
deb_peer() { echo "$1"/../site-boot_1.0_amd64.deb; }
clean_peer() { (cd "$1" && rm -rf out debian/site-boot debian/.debhelper debian/files debian/*.substvars debian/debhelper-build-stamp ../*.deb); }

make_loop() { # directory number
  configs "$1/configs" "$2"
  {
    printf 'set -e\ninto=root/usr/lib/site-boot\nmkdir -p $into root/DEBIAN\n'
    printf 'echo "normal (memdisk)/bootstrap.cfg" > early.cfg\n'
    printf 'for platform in %s; do\n' "$platforms"
    printf '  modules=$(cd %s/usr/lib/grub/$platform && ls *.mod | sed s/.mod//)\n' "$grub"
    printf '  for config in configs/*.cfg; do\n'
    printf '    cp $config bootstrap.cfg\n    tar --owner=0 --group=0 --mtime=@%s -cf memdisk.tar bootstrap.cfg\n' "$SOURCE_DATE_EPOCH"
    printf '    grub-mkimage -O $platform -d %s/usr/lib/grub/$platform -p "(memdisk)/boot/grub" -c early.cfg -m memdisk.tar \\\n' "$grub"
    printf '      -o $into/$(basename $config .cfg)-$platform.bin $modules\n  done\ndone\n'
    printf '(cd root && find usr -type f | sort | xargs md5sum > DEBIAN/md5sums)\n'
    printf 'printf "Package: site-boot\\nVersion: 1.0\\nArchitecture: amd64\\nMaintainer: A Packager <packager@example.org>\\n'
    printf 'Description: GRUB images of our site\\n" > root/DEBIAN/control\n'
    printf 'dpkg-deb --root-owner-group -b root .\n'
  } > "$1/build.sh"
}
build_loop() { sh build.sh; }
deb_loop() { echo "$1"/site-boot_1.0_amd64.deb; }
clean_loop() { rm -rf "$1"/root "$1"/*.deb "$1"/memdisk.tar; }

make_project() { # directory number elements-of-image
  configs "$1/src/main/grub" "$2"
  {
    cat <<END
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.example</groupId>
  <artifactId>site-boot</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <developers><developer><name>A Packager</name><email>packager@example.org</email></developer></developers>
  <properties><project.build.outputTimestamp>2026-01-02T03:04:05Z</project.build.outputTimestamp></properties>
  <build><plugins><plugin>
    <groupId>io.github.grubxen</groupId>
    <artifactId>grub-xen-maven-plugin</artifactId>
    <version>0.1.0-SNAPSHOT</version>
    <configuration>
      <grub><deb>$(echo "$work"/debs/grub-xen-bin_*.deb)</deb></grub>
      <images>
END
    for i in $(seq -f %04g "$2"); do
      echo "<image><name>site-$i-@platform@.bin</name><config>src/main/grub/site-$i.cfg</config>$3"
      printf '<platforms>'
      printf '<platform>%s</platform>' $platforms
      printf '</platforms></image>\n'
    done
    cat <<END
      </images>
      <packageVersion>1.0</packageVersion>
      <packages><package>
        <name>site-boot</name>
        <description>GRUB images of our site</description>
        <images>*.bin</images>
      </package></packages>
    </configuration>
    <executions><execution><goals><goal>modules</goal><goal>images</goal><goal>deb</goal></goals></execution></executions>
  </plugin></plugins></build>
</project>
END
  } > "$1/pom.xml"
}
build_project() { "${mvn[@]}" -B -q package -Dgrub-xen.platforms="${platforms// /,}"; }
deb_project() { echo "$1"/target/site-boot_1.0_amd64.deb; }

make_standalone() {
  make_project "$1" "$2" "<layout>standalone</layout><modules>all</modules><standalone>$elements</standalone>"
}
make_c1() {
  make_standalone "$1" "$2"
  mkdir -p "$1/.mvn"
  echo -XX:TieredStopAtLevel=1 > "$1/.mvn/jvm.config"
}
make_all() { make_project "$1" "$2" "<modules>all</modules>"; }
make_default() { make_project "$1" "$2" ""; }
for kind in standalone c1 all default; do
  eval "build_$kind() { build_project; }; deb_$kind() { deb_project \"\$1\"; }; clean_$kind() { rm -rf \"\$1/target\"; }"
done
make_again() { :; }
make_changed() { :; }
build_again() { build_project; }
build_changed() { build_project; }
deb_again() { deb_project "$1"; }
deb_changed() { deb_project "$1"; }
clean_again() { :; }
clean_changed() { echo "# changed in round $round" >> "$1/src/main/grub/site-0001.cfg"; }

directory_of() { # kind number
  case $1 in
    again | changed) echo "$work/$2/standalone/build" ;;
    *) echo "$work/$2/$1/build" ;;
  esac
}

results=$work/results.tsv
run() { # kind number
  local directory log deb
  directory=$(directory_of "$1" "$2")
  log=$work/$2/$1.log
  "clean_$1" "$directory"
  sync
  export -f "build_$1" build_project
  (
    cd "$directory"
    export mvn_command="${mvn[*]}"
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' bash -c "set -e; platforms='$platforms'; read -r -a mvn <<< \"\$mvn_command\"; build_$1" \
      > "$log" 2>&1
  ) || { tail -20 "$log"; exit 1; }
  deb=$("deb_$1" "$directory")
  read -r wall user system memory < "$work/time"
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$wall" "$(echo "$user $system" | awk '{print $1 + $2}')" "$memory" \
    "$(stat -c %s "$deb")" "$(date +%s)" >> "$results"
  tail -1 "$results"
}

check() { # kind number: as many images as there should be, each of which starts
  local deb log=$work/$2/$1.check.log
  deb=$("deb_$1" "$(directory_of "$1" "$2")")
  check_package "$deb" $((2 * $2)) "$log"
  if $start && [ "$2" = 1 ]; then
    mkdir -p "$work/lab"
    (cd "$work/lab" && "${mvn[@]}" -B "$plugin:boot" -Dgrub-xen.boot.skip=false -Dgrub-xen.debs="$deb" > "$log" 2>&1) ||
      { tail -20 "$log"; echo "images of $deb do not start"; exit 1; }
    grep -E '^\[INFO\] PASS' "$log"
  fi
}

check_package() { # package number-of-images log
  local count
  count=$(dpkg-deb -c "$1" | grep -c '\.bin$') || true
  [ "$count" = "$2" ] || { echo "$1 has $count images in place of $2"; exit 1; }
  # the goal may find fault with another's control data; but it must have run, and have nothing to say of an image
  "${mvn[@]}" -B "$plugin:verify" -Dgrub-xen.debs="$1" > "$3" 2>&1 || true
  grep -qE '^\[INFO\] Verified |problems?, listed above' "$3" || { tail -20 "$3"; echo "$1 could not be verified"; exit 1; }
  if grep -E '\.bin' "$3" | grep -E '^\[ERROR\]'; then
    echo "$1 has images that do not start"
    exit 1
  fi
  echo "checked: $count images in $(basename "$1")"
}

theirs=$work/theirs.tsv
repack() { # kind number: bytes of what dpkg-deb makes of the same tree
  local tree=$work/tree
  # for 1.8 GB, as of 100 standalone configs, dpkg-deb needs longer than all other builds together
  local most=100
  [ "$1" != standalone ] || most=20
  [ "$2" -le "$most" ] || return 0
  rm -rf "$tree" "$tree.deb"
  dpkg-deb -R "$("deb_$1" "$(directory_of "$1" "$2")")" "$tree"
  dpkg-deb --root-owner-group -Zxz -z6 -b "$tree" "$tree.deb" > /dev/null
  printf '%s\t%s\t%s\n' "$1" "$2" "$(stat -c %s "$tree.deb")" >> "$theirs"
  rm -rf "$tree" "$tree.deb"
}

copy() { # number: cp of the images of standalone
  local images=$work/$1/standalone/build/target/grub-xen/images
  [ -d "$images" ] || return 0
  rm -rf "$work/copy"
  sync
  /usr/bin/time -o "$work/time" -f '%e %U %S %M' cp -r "$images" "$work/copy"
  read -r wall user system memory < "$work/time"
  printf 'cp\t%s\t%s\t%s\t%s\t%s\t0\n' "$1" "$wall" "$(echo "$user $system" | awk '{print $1 + $2}')" "$memory" \
    "$(du -sb "$images" | cut -f1)" >> "$results"
  tail -1 "$results"
  rm -rf "$work/copy"
}

[ "$rounds" = 0 ] || { : > "$results"; : > "$theirs"; }
for number in $([ "$rounds" = 0 ] || echo "$numbers"); do
  for kind in $kinds; do
    rm -rf "$(dirname "$(directory_of "$kind" "$number")")"
  done
  for kind in $kinds; do
    directory=$(directory_of "$kind" "$number")
    mkdir -p "$directory"
    "make_$kind" "$directory" "$number"
  done
done
for round in $(seq 1 "$rounds"); do
  for number in $numbers; do
    for kind in $kinds; do
      if ! $always && [ "$round" -gt 1 ] && [ "$number" -gt 20 ] && [[ $kind == peer || $kind == loop ]]; then
        continue
      fi
      run "$kind" "$number"
      if [ "$round" = 1 ]; then
        check "$kind" "$number"
        case $kind in standalone | all | default) repack "$kind" "$number" ;; esac
      fi
    done
    copy "$number"
  done
done

figures() {
  echo "Measured on $(nproc) cores ($(lscpu | sed -n 's/^Model name: *//p' | head -1)), $(free -g | awk '/^Mem/ {print $2}') GiB of memory," \
    "$(java -version 2>&1 | head -1 | tr -d '"'), Maven $(mvn -q -v | grep -oE '[0-9]+\.[0-9]+\.[0-9]+[^ ]*' | head -1)," \
    "GRUB $(dpkg-deb -f "$work"/debs/grub-xen-bin_*.deb Version), dpkg $(dpkg-query -W -f '${Version}' dpkg)," \
    "debhelper $(dpkg-query -W -f '${Version}' debhelper). Each figure is the median of its rounds, with the smallest and the largest" \
    "value if there were several. Peak is the memory of the largest process. dpkg-deb MB is the size of the package that" \
    "\`dpkg-deb -b -Zxz\` makes from the tree of our package." | fold -s -w 120 | sed 's/ *$//'
  $bare && echo "Standalone images without font and locales."
  echo
  echo "| configs | build | rounds | wall s | CPU s | peak MiB | package MB | dpkg-deb MB | package to dpkg-deb's | wall, theirs to ours | package, theirs to ours |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|"
  awk -F '\t' '
    function median(list, n, i, j, t, a) {
      n = split(list, a, " ")
      for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (a[j] + 0 < a[i] + 0) { t = a[i]; a[i] = a[j]; a[j] = t }
      least = a[1]; most = a[n]; return (a[int((n + 1) / 2)] + a[int(n / 2) + 1]) / 2
    }
    # of the rounds that had both
    function slopes(name, ten, hundred, n, i, each) {
      split(wall["10" SUBSEP name], ten, " "); n = split(wall["100" SUBSEP name], hundred, " ")
      if (n < 2) return ""
      for (i = 1; i <= n; i++) each = each " " (hundred[i] - ten[i]) / 180 * 1000
      median(each); return sprintf(" (%.1f-%.1f)", least, most)
    }
    FILENAME != "-" { same[$2 SUBSEP $1] = $3; next }
    { k = $2 SUBSEP $1; if (!(k in wall)) order[++count] = k
      wall[k] = wall[k] " " $3; cpu[k] = cpu[k] " " $4; mem[k] = mem[k] " " $5; size[k] = $6 }
    END {
      for (i = 1; i <= count; i++) {
        split(order[i], p, SUBSEP); k = order[i]; peer = p[1] SUBSEP (p[2] == "all" || p[2] == "default" ? "loop" : "peer")
        w = median(wall[k]); range = least == most ? "" : sprintf(" (%.2f-%.2f)", least, most)
        ratio = smaller = ""
        if (peer in wall && p[2] != "cp" && p[2] != "peer" && p[2] != "loop") {
          r = median(wall[peer]) / w; ratio = sprintf("%.1f", r)
          if (p[2] != "again" && p[2] != "changed") smaller = sprintf("%.1f", size[peer] / size[k])
        }
        unpacked = p[2] == "c1" ? p[1] SUBSEP "standalone" : k
        dpkg = beside = ""
        if (unpacked in same) { dpkg = sprintf("%.2f", same[unpacked] / 1e6); beside = sprintf("%.3f", size[k] / same[unpacked]) }
        printf "| %s | %s | %d | %.2f%s | %.2f | %.0f | %.2f | %s | %s | %s | %s |\n", p[1], p[2], split(wall[k], ignored, " "), w, range, median(cpu[k]), median(mem[k]) / 1024,
          size[k] / 1e6, dpkg, beside, ratio, smaller
        walls[k] = w; sizes[k] = size[k]
      }
      print ""
      n = split("peer loop standalone c1 all default cp", names, " ")
      for (j = 1; j <= n; j++) if (("10" SUBSEP names[j]) in walls && ("100" SUBSEP names[j]) in walls)
        printf "- %s, from 10 configs to 100: %.1f ms%s and %.1f kB for each further image\n", names[j],
          (walls["100" SUBSEP names[j]] - walls["10" SUBSEP names[j]]) / 180 * 1000, slopes(names[j]),
          (sizes["100" SUBSEP names[j]] - sizes["10" SUBSEP names[j]]) / 180 / 1000
    }' "$theirs" - < <(sort -t "$(printf '\t')" -s -k2,2n "$results")
}

figures | tee "$work/figures.md"
if [ -n "$page" ]; then
  awk -v figures="$work/figures.md" -v mark="$mark" '
    $0 == "<!-- " mark " -->" { print; while ((getline line < figures) > 0) print line; hidden = 1; next }
    $0 == "<!-- end of " mark " -->" { hidden = 0 }
    !hidden { print }
    ' "$page" > "$work/page.md"
  cp "$work/page.md" "$page"
fi
