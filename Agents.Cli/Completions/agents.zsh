#compdef agents
# zsh completion for agents. Use: source <(agents completion zsh)
_agents() {
  # The program knows its words; files are the shell's business.
  if [[ "${words[CURRENT]}" != -* && "${words[2]}" =~ '^(run|validate|graph)$' && $CURRENT -gt 2 ]]; then
    _files
    return
  fi
  local -a suggestions
  suggestions=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
  compadd -- "${suggestions[@]}"
}
compdef _agents agents
