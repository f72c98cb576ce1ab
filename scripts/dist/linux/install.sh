#!/bin/sh
# Installs Pipedraft for the person who runs this, or for everybody when root does. With --uninstall, removes it again.
# Plans, settings and unsaved work are left alone by both.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if [ "$(id -u)" = 0 ]; then
  program=/opt/Pipedraft bin=/usr/local/bin share=/usr/local/share
else
  data=${XDG_DATA_HOME:-$HOME/.local/share}
  program=$data/pipedraft-desktop bin=$HOME/.local/bin share=$data
fi

usage() {
  echo "Usage: ./install.sh [--uninstall]"
  echo "Installs to $program."
}

refresh() {
  update-desktop-database -q "$share/applications" 2>/dev/null || :
  update-mime-database "$share/mime" 2>/dev/null || :
  gtk-update-icon-cache -q -t -f "$share/icons/hicolor" 2>/dev/null || :
}

# Only what an installation has put there is removed: the list of it is kept with the program.
remove() {
  if [ -f "$program/installed-files" ]; then
    while IFS= read -r file; do rm -f -- "$share/$file"; done <"$program/installed-files"
  fi
  [ ! -L "$bin/pipedraft-desktop" ] || rm -f -- "$bin/pipedraft-desktop"
  [ ! -f "$program/pipedraft-desktop" ] || rm -rf -- "$program"
}

case ${1:-} in
  '') ;;
  --uninstall)
    remove
    refresh
    echo "Pipedraft is removed. Your plans, and its folder in ${XDG_CONFIG_HOME:-$HOME/.config}/Pipedraft, are still there."
    exit 0
    ;;
  -h | --help)
    usage
    exit 0
    ;;
  *)
    usage >&2
    exit 2
    ;;
esac

if [ -e "$program" ] && [ ! -f "$program/pipedraft-desktop" ]; then
  echo "$program is there already and is not Pipedraft. Move it away, and run this again." >&2
  exit 1
fi
remove
mkdir -p "$program" "$bin" "$share"
cp -R "$here/program/." "$program/"
(cd "$here/share" && find . -type f) | sed 's|^\./||' >"$program/installed-files"
cp -R "$here/share/." "$share/"
# the entry names the program by its full path: not everybody has ~/.local/bin on the path
sed -i "s|^Exec=pipedraft-desktop|Exec=\"$program/pipedraft-desktop\"|; s|^TryExec=.*|TryExec=$program/pipedraft-desktop|" "$share/applications/pipedraft.desktop"
ln -sf "$program/pipedraft-desktop" "$bin/pipedraft-desktop"
if [ "$(id -u)" = 0 ]; then
  chown -R root:root "$program"
  chmod 4755 "$program/chrome-sandbox"
fi
refresh
echo "Pipedraft is in $program. Start it from the menu, or with $bin/pipedraft-desktop."
