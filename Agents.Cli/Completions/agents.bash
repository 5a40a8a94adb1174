# bash completion for agents. Use: source <(agents completion bash)
_agents() {
  local current="${COMP_WORDS[COMP_CWORD]}"
  # The program knows its words; files are the shell's business.
  if [[ "$current" != -* && "${COMP_WORDS[1]}" =~ ^(run|validate|graph)$ && $COMP_CWORD -gt 1 ]]; then
    COMPREPLY=($(compgen -f -- "$current"))
    return
  fi
  COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$current"))
}
complete -o filenames -F _agents agents
