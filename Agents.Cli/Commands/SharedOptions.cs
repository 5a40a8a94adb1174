using System.CommandLine;

namespace Agents.Cli.Commands;

/// <summary>Options that several commands have, with one name and one meaning.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Write JSON to standard output; what people read goes to standard error." };

    public static Option<Uri?> Server() => new("--server")
    {
        Description = "Base URL of a running server. Default: $AGENTS_SERVER, else the one that holds the data folder.",
        HelpName = "URL",
        CustomParser = static result =>
        {
            var text = result.Tokens.Single().Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                return url;
            }

            result.AddError($"'{text}' is not the URL of a server. Give one like http://localhost:8080.");
            return null;
        },
    };

    public static Argument<string> File() => new("FILE") { Description = "A workflow file, YAML or JSON; - reads standard input." };
}
