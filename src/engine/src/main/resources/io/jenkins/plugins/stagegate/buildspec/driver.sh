# Runs the build that the lines above describe.
#
# All commands share one shell, so that folders, variables and functions carry over. A command may leave that shell, by `exit`
# or by a mistake in its syntax, and the build has to go on: `finally`, `post_build`. So whatever leaves the shell comes to the
# trap, which is still that shell with all it knows, and the rest of the build runs in a copy of it.
# With `stage_gate_isolated`, as in version 0.1, each command has a copy to itself.

stage_gate_newline='
'

stage_gate_say() { printf '[buildspec] %s\n' "$1"; }

stage_gate_enter() {
  stage_gate_say "Entering phase $1"
  stage_gate_phase=$1
  stage_gate_failed=0
  stage_gate_at=$((stage_gate_at + 1))
}

# A command, and the place to go to if it fails. People see its first line.
stage_gate_take() {
  stage_gate_command=$1
  stage_gate_else=$2
  stage_gate_shown=${1%%"$stage_gate_newline"*}
}

stage_gate_leave() {
  if [ "$stage_gate_failed" = 0 ]; then
    stage_gate_say "Phase $stage_gate_phase succeeded"
    stage_gate_at=$((stage_gate_at + 1))
    return 0
  fi
  stage_gate_at=$2
  case $1 in
  continue)
    stage_gate_say "Phase $stage_gate_phase failed; on-failure is CONTINUE, so the build goes on as if it had not"
    return 0
    ;;
  retry)
    if [ "$stage_gate_tries" -le "$3" ] && printf '%s\n' "$stage_gate_error" | grep -Eq -e "$4"; then
      stage_gate_say "Phase $stage_gate_phase failed; on-failure is RETRY, and this was try $stage_gate_tries of $(($3 + 1))"
      stage_gate_verdict=again
      stage_gate_at=over
      return 0
    fi
    ;;
  *) ;;
  esac
  stage_gate_say "Phase $stage_gate_phase failed"
  stage_gate_verdict=failed
}

# Comes to the next command, or to the end.
stage_gate_next() {
  stage_gate_command=
  while [ -z "$stage_gate_command" ] && [ "$stage_gate_at" != over ]; do
    stage_gate_look
  done
  if [ -n "$stage_gate_command" ]; then
    stage_gate_say "Running command $stage_gate_shown"
  fi
}

# What became of the command.
stage_gate_settle() {
  if [ "$1" = 0 ]; then
    stage_gate_at=$((stage_gate_at + 1))
    return 0
  fi
  stage_gate_error="Error while executing command: $stage_gate_shown. Reason: exit status $1"
  stage_gate_say "$stage_gate_error"
  stage_gate_failed=1
  stage_gate_at=$stage_gate_else
  export CODEBUILD_BUILD_SUCCEEDING=0
}

stage_gate_end() {
  stage_gate_export
  printf %s "$stage_gate_verdict" > "$STAGE_GATE_EXPORTS/.verdict"
}

# The loop is a text, since in a function `declare` would mean something else.
stage_gate_loop='
  while stage_gate_next; [ "$stage_gate_at" != over ]; do
    trap "$stage_gate_left" EXIT
    if [ "$stage_gate_isolated" = 1 ]; then
      (trap - EXIT; eval "$stage_gate_command")
    else
      eval "$stage_gate_command"
    fi
    stage_gate_settle $?
  done
  trap - EXIT
  stage_gate_end
  exit 0
'
# A status of 0 is a command that said `exit 0`.
stage_gate_left='stage_gate_settle $?; (eval "$stage_gate_loop"); exit'

stage_gate_notes
stage_gate_missing=0
stage_gate_require
if [ "$stage_gate_missing" = 1 ]; then
  exit 1
fi
if [ "$stage_gate_copies" = 1 ]; then
  cp -Rp . "$STAGE_GATE_EXPORTS/.source" || exit 1
fi
stage_gate_tries=1
while :; do
  rm -f "$STAGE_GATE_EXPORTS/.verdict"
  (
    stage_gate_verdict=succeeded
    eval "$stage_gate_loop"
  )
  if [ -f "$STAGE_GATE_EXPORTS/.verdict" ]; then
    stage_gate_verdict=$(cat "$STAGE_GATE_EXPORTS/.verdict")
  else
    stage_gate_verdict=lost
  fi
  if [ "$stage_gate_verdict" != again ]; then
    break
  fi
  # A build that is tried again begins with its source as it was.
  find . -mindepth 1 -maxdepth 1 -exec rm -rf {} + && cp -Rp "$STAGE_GATE_EXPORTS/.source/." . || exit 1
  stage_gate_tries=$((stage_gate_tries + 1))
done
rm -rf "$STAGE_GATE_EXPORTS/.source" "$STAGE_GATE_EXPORTS/.verdict"
stage_gate_reports
case $stage_gate_verdict in
succeeded)
  stage_gate_say "The build has succeeded"
  ;;
lost)
  stage_gate_say "The build has failed: a command put another program in the place of the shell, or has a trap of its own for EXIT and left the shell. Run that command in a shell of its own: sh -c '...'"
  exit 1
  ;;
*)
  stage_gate_say "The build has failed"
  exit 1
  ;;
esac
