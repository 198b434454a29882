# Runs ../script in the folder work of the launch folder $1, and leaves its exit code there.
# It takes the launch by making the file pid, which succeeds once: whoever else made it first keeps this from running.
cd "$1" || exit 125
echo $$ > pid.new && ln pid.new pid || exit 125
trap : HUP INT TERM
(cd work && exec sh ../script)
code=$?
echo "$code" > exit.new && mv exit.new exit
