#!/bin/sh
# Runs in a clean system, as an ordinary user, without a network: uses an installed Pipedraft as a person does. try.mjs starts it.
# Prints one line for each thing that was tried, and ends with 1 if one failed.
set -u
cd "$HOME" || exit 1
plan="$HOME/plans/My first plan.pipedraft.yaml"
other="$HOME/plans/other.pipedraft.json"
failed=0

said() {
  if [ "$1" = 0 ]; then echo "ok      $2"; else echo "FAILED  $2" && failed=1; fi
}

# Waits until a command answers with success; a busy machine gets two minutes.
until_true() {
  tries=0
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 240 ] || return 1
    sleep 0.5
  done
}

shows() {
  xwininfo -root -tree | grep -F "$1"
}

# Process ids of the running application's main process, and of its pages.
main_processes() {
  pgrep -f '(^|/)pipedraft-desktop( |$)' | while read -r pid; do
    tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qE -- '--type=|crashpad' || echo "$pid"
  done
}
one_application() {
  [ "$(main_processes | wc -l)" = 1 ]
}
no_application() {
  [ -z "$(main_processes)" ] && [ -z "$(page_process)" ]
}
page_process() {
  pgrep -f -- '--type=renderer' | head -n 1
}

gio info -a standard::content-type "$plan" | grep -q application/x-pipedraft-plan
said $? "a .pipedraft.yaml file is a Pipedraft plan"
gio info -a standard::content-type "$other" | grep -q application/x-pipedraft-plan
said $? "a .pipedraft.json file is a Pipedraft plan"
[ "$(xdg-mime query default application/x-pipedraft-plan)" = pipedraft.desktop ]
said $? "xdg-mime names Pipedraft as the program for plans"
printf 'a: 1\n' >plain.yaml
gio info -a standard::content-type plain.yaml | grep -q x-pipedraft-plan && taken=1 || taken=0
said $taken "other YAML files are left to other programs"

Xvfb :7 -screen 0 1440x1000x24 -nolisten tcp >/dev/null 2>&1 &
display=$!
export DISPLAY=:7
until_true xwininfo -root

gio open "$plan" >launch.log 2>&1
until_true shows "My first plan.pipedraft.yaml"
said $? "a double click (gio open) opens the plan in a window"
seccomp=$(sed -n 's/^Seccomp:\t//p' "/proc/$(page_process)/status")
[ "$seccomp" = 2 ]
said $? "the page's process is confined by Chromium's sandbox"
gio open "$other" >>launch.log 2>&1
until_true shows "other.pipedraft.json"
said $? "a second double click opens the other plan"
until_true one_application
said $? "both are in one running application"
pipedraft-desktop "file://$HOME/plans/third.pipedraft.yaml" >>launch.log 2>&1
until_true shows "third.pipedraft.yaml"
said $? "a file:// address opens as well"
kill -TERM $(main_processes)
until_true no_application
said $? "the application quits on request"

pipedraft-desktop --self-test="$HOME/self-test" "$plan" >self-test.log 2>&1
said $? "the self-test passes: opens, evaluates, exports, makes the packet"
grep -E '^(ok|FAILED)' self-test.log | sed 's/^/          /'
grep -q '"packaged": true' self-test/report.json
said $? "it was the packaged application"
pdfinfo self-test/review.pdf | grep -q '^Pages: *[1-9]'
said $? "the packet is a PDF of $(pdfinfo self-test/review.pdf | sed -n 's/^Pages: *//p') pages"
grep -qF "$EXPECTED_POLICY" self-test/report.json
said $? "the administrator's policy is in force: $EXPECTED_POLICY"
printf 'pipedraft: 1\nname: [\n' >broken.pipedraft.yaml
pipedraft-desktop --self-test="$HOME/self-test-broken" broken.pipedraft.yaml >>launch.log 2>&1
[ $? = 1 ]
said $? "the self-test of a broken plan ends with 1"
if [ "${TRY_HELPER:-}" = yes ]; then
  pipedraft-desktop --disable-namespace-sandbox --self-test="$HOME/self-test-helper" "$plan" >>launch.log 2>&1
  said $? "it works as well where users may not make namespaces, by the helper of the sandbox"
fi
kill $display
exit $failed
