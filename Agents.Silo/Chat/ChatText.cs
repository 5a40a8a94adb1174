using System.Text.RegularExpressions;
using Agents.Core.Secrets;
using Agents.Silo.Secrets;

namespace Agents.Silo.Chat;

/// <summary>What people write, without the secrets that they paste: known ones, what looks like a key, and the values of lines such as <c>API_TOKEN=…</c>.</summary>
internal sealed partial class ChatText(Redactor redactor)
{
    public string Clean(string text) => Assignment().Replace(redactor.Redact(text), "${name}" + SecretText.Mark);

    [GeneratedRegex(
        @"(?<name>\b[A-Za-z0-9_]*(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PWD|CREDENTIALS?)[ \t]*(?:=|:[ \t])[ \t]*)(?!\[redacted\]|\{\{|\$\{)(?:""[^""\n]+""|'[^'\n]+'|[^\s,;""']+)",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Assignment();
}
