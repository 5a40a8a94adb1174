using System.Text.RegularExpressions;

namespace Agents.Core.Chat.Descriptions;

/// <summary>Finds what a workflow is given: <c>{topic}</c>, "given a topic", "inputs: topic, language", or "research a topic" in its first step.</summary>
internal static partial class InputMentions
{
    private const int MostInputs = 12;

    private static readonly HashSet<string> Nouns = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "audience", "author", "book", "brand", "budget", "campaign", "candidate", "city", "claim", "code", "company", "complaint", "contract", "country", "customer", "data", "dataset", "date",
        "document", "email", "event", "feedback", "file", "folder", "goal", "idea", "industry", "invoice", "issue", "keyword", "language", "link", "location", "message", "movie", "name", "number",
        "order", "paper", "person", "podcast", "problem", "product", "project", "query", "question", "recipe", "repository", "request", "resume", "review", "service", "song", "story", "subject", "task",
        "team", "text", "theme", "ticket", "title", "tone", "topic", "transcript", "url", "user", "video", "website", "word",
    };

    /// <summary>The inputs that a description names, in its order.</summary>
    /// <param name="text">The whole of it.</param>
    /// <param name="first">Its first step, where "a topic" is something given; null where nobody acts on anything.</param>
    public static IReadOnlyList<string> Of(string text, string? first)
    {
        var found = new List<(int At, string Name)>();
        found.AddRange(Braces().Matches(text).Select(static match => (match.Index, match.Groups["name"].Value)));
        foreach (Match match in Declared().Matches(text))
        {
            found.AddRange(ListSign().Split(match.Groups["names"].Value).Select(name => (match.Index, Noun(name))));
        }

        found.AddRange(Given().Matches(text).Select(static match => (match.Index, match.Groups["name"].Value)));
        if (first is not null)
        {
            // What is written is made, but what it is about is given.
            var mentions = (Verbs.Creates(first) ? About() : Indefinite()).Matches(first);
            found.AddRange(mentions.Select(static match => match.Groups["name"].Value).Where(Nouns.Contains).Select(static name => (int.MaxValue, name)));
        }

        return [.. found.OrderBy(static one => one.At).Select(static one => StateNames.Slug(one.Name)).Where(static name => name.Length is > 1 and <= 40 && !StateNames.IsReserved(name)).Distinct().Take(MostInputs)];
    }

    /// <summary>Puts templates where a task names inputs, and takes away what would be read as a template of the text's own.</summary>
    public static string Fill(string task, IReadOnlyList<string> inputs)
    {
        var text = task.Replace("{{", "{ {", StringComparison.Ordinal).Replace("${", "$ {", StringComparison.Ordinal);
        foreach (var input in inputs)
        {
            var words = Regex.Escape(input).Replace("_", "[ _-]", StringComparison.Ordinal);
            text = Regex.Replace(
                text, $@"\{{{words}\}}(?!\}})|<{words}>|\b(?:an?|the|this|that|any|some|given|the given|a given|the user's|the users?)(?: specific| given)? {words}\b(?!['’-])",
                $"{{{{ input.{input} }}}}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }

        return text;
    }

    private static string Noun(string text) => Article().Replace(text.Trim(), "").Trim();

    [GeneratedRegex(@"(?<![{$])\{(?<name>\p{L}[\p{L}\d_ -]{0,38})\}(?!\})|<(?<name>\p{L}[\p{L}\d_ -]{0,38})>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Braces();

    [GeneratedRegex(
        @"\b(?:inputs?(?: (?:is|are))?\s*:|(?:takes?|accepts?|with(?: the)? inputs?|receives?|given) (?=(?:an?|the|as input)\b|inputs?\b)(?:as )?(?:inputs? )?)\s*(?<names>(?:an? |the )?[\p{L}_-]+(?:(?:\s*,\s*(?:and )?|\s+and\s+)(?:an? |the )[\p{L}_-]+|\s*,\s*(?:and )?[\p{L}_-]+(?=\s*(?:,|and\b|$|[.;\n])))*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Declared();

    [GeneratedRegex(@"\b(?:for|about|of|on) (?:a|any|the) given (?<name>[\p{L}_-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Given();

    [GeneratedRegex(@"\b(?:an?|any|the given|the user's|the customer's) (?<name>\p{L}+)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Indefinite();

    [GeneratedRegex(@"\b(?:about|on|for|from|of|to) (?:an?|any|the given|the user's|the customer's) (?<name>\p{L}+)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex About();

    [GeneratedRegex(@"\s*,\s*(?:and\s+)?|\s+and\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ListSign();

    [GeneratedRegex(@"^(?:an?|the)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Article();
}
