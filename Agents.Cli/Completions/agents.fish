# fish completion for agents. Use: agents completion fish | source
function __agents_suggest
  set -l line (commandline -cp)
  agents "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c agents -f -a '(__agents_suggest)'
# The program knows its words; files are the shell's business.
complete -c agents -n '__fish_seen_subcommand_from run validate graph' -F
