using System.Text.RegularExpressions;

namespace Agents.Core.Chat.Descriptions;

/// <summary>Reads the steps of one sentence or list item.</summary>
internal static partial class ClauseReader
{
    // A condition within a loop within a branch; what nests deeper stays one step in its author's words.
    private const int Deepest = 4;

    public static IReadOnlyList<SketchStep> Read(string text, int depth = 0)
    {
        var clause = Bare(text);
        if (!clause.Any(char.IsLetterOrDigit))
        {
            return [];
        }

        return depth >= Deepest ? [new TaskStep(clause)]
            : Condition(clause, depth) ?? Loop(clause, depth) ?? Sequence(clause, depth) ?? Parallel(clause, depth) ?? List(clause, depth)
            ?? Trailing(clause, depth) ?? Approval(clause) ?? Wait(clause) ?? [new TaskStep(clause)];
    }

    /// <summary>The branches of "in parallel": parts between commas and "and".</summary>
    public static IReadOnlyList<IReadOnlyList<SketchStep>> Branches(IEnumerable<string> parts, int depth)
    {
        var verb = "";
        var branches = new List<IReadOnlyList<SketchStep>>();
        foreach (var part in parts.Select(Bare).Where(static part => part.Any(char.IsLetterOrDigit)))
        {
            // "search the web and the news": the verb counts for both.
            var whole = verb.Length > 0 && !Verbs.Begins(part) && Determiner().IsMatch(part) ? $"{verb} {part}" : part;
            verb = Verbs.Begins(whole) ? Verbs.First(whole) : verb;
            branches.Add(Read(whole, depth + 1));
        }

        return [.. branches.Where(static branch => branch.Count > 0)];
    }

    /// <summary>Without the words that only join it to what came before, or say that somebody wants it.</summary>
    public static string Bare(string text)
    {
        var clause = text.Trim().TrimEnd('.', '!', '?', ';', ',', ':', ' ');
        for (var match = Opening().Match(clause); match.Length > 0; match = Opening().Match(clause))
        {
            clause = clause[match.Length..].TrimStart(' ', ',', ':', '-', '.', ';');
        }

        return clause;
    }

    private static IReadOnlyList<SketchStep>? Condition(string clause, int depth)
    {
        if (Conditional(clause) is not { } match)
        {
            return null;
        }

        return [Choice(match, Read(match.Groups["then"].Value, depth + 1), Read(match.Groups["else"].Value, depth + 1))];
    }

    private static Match? Conditional(string clause)
    {
        var match = IfThen().Match(clause);
        match = match.Success && !Otherwise().IsMatch(match.Groups["then"].Value) ? match : IfThen().Match(Parted(clause));
        return match.Success ? match : null;
    }

    // "if it is approved publish it": where nothing else parts the condition from what is done, a verb does.
    private static string Parted(string clause)
    {
        var words = ConditionWord().Matches(OpenCondition().Match(clause).Value);
        for (var at = 3; at < words.Count; at++)
        {
            if (Verbs.Begins(words[at].Value) && !NoStep().IsMatch(words[at - 1].Value))
            {
                return $"{clause[..words[at].Index].TrimEnd()}, {clause[words[at].Index..]}";
            }
        }

        return clause;
    }

    private static ChoiceStep Choice(Match match, IReadOnlyList<SketchStep> then, IReadOnlyList<SketchStep> otherwise)
    {
        var condition = match.Groups["if"].Value.Trim().TrimEnd(',');
        return match.Groups["word"].Value.Equals("unless", StringComparison.OrdinalIgnoreCase) ? new ChoiceStep(condition, otherwise, then) : new ChoiceStep(condition, then, otherwise);
    }

    private static IReadOnlyList<SketchStep>? Trailing(string clause, int depth)
    {
        if (TrailingIf().Match(clause) is not { Success: true } match || Asking().IsMatch(match.Groups["then"].Value))
        {
            return TrailingLoop(clause, depth);
        }

        return [Choice(match, Read(match.Groups["then"].Value, depth + 1), [])];
    }

    private static IReadOnlyList<SketchStep>? Loop(string clause, int depth)
        => ForEach().Match(clause) is { Success: true } match && Read(match.Groups["do"].Value, depth + 1) is { Count: > 0 } steps
            ? [new EachStep(match.Groups["item"].Value.Trim(), steps)]
            : null;

    private static IReadOnlyList<SketchStep>? TrailingLoop(string clause, int depth)
    {
        var match = TrailingEach().Match(clause);
        var one = match.Success ? match.Groups["do"].Value : "";
        if (!match.Success && EachObject().Match(clause) is { Success: true } named && Verbs.Begins(clause))
        {
            match = named;
            one = $"{clause[..match.Index]}the {match.Groups["item"].Value}{clause[(match.Index + match.Length)..]}";
        }

        return Read(one, depth + 1) is { Count: > 0 } steps ? [new EachStep(match.Groups["item"].Value, steps)] : null;
    }

    private static IReadOnlyList<SketchStep>? Sequence(string clause, int depth)
    {
        var parts = new List<string>();
        foreach (var part in Then().Split(clause))
        {
            // The "then" of a condition is no sequence.
            if (parts is [.., var before] && OpenIf().IsMatch(Bare(before)))
            {
                parts[^1] = $"{before} then {part}";
            }
            else
            {
                parts.Add(part);
            }
        }

        return parts.Count < 2 ? null : [.. parts.SelectMany(part => Read(part, depth + 1))];
    }

    private static IReadOnlyList<SketchStep>? Parallel(string clause, int depth)
    {
        var match = AtOnce().Match(clause);
        if (!match.Success)
        {
            return null;
        }

        var (before, after) = (clause[..match.Index], clause[(match.Index + match.Length)..]);
        // "write an article and a summary in parallel, publish both": only what stands before it.
        if (Next().IsMatch(after) && Branches(Joined().Split(before.Trim(' ', ',', ':')), depth) is [_, _, ..] first && Read(after, depth + 1) is { Count: > 0 } rest)
        {
            return [new ParallelStep(first), .. rest];
        }

        var parts = Joined().Split($"{before} {after}".Trim(' ', ',', ':'));
        return Branches(parts, depth) switch
        {
            [] => null,
            [var only] => only,
            var branches => [new ParallelStep(branches)],
        };
    }

    private static IReadOnlyList<SketchStep>? Approval(string clause)
        => AsksApproval().IsMatch(clause) && !Negated().IsMatch(clause) ? [new ApprovalStep(clause, [])] : null;

    private static IReadOnlyList<SketchStep>? Wait(string clause)
    {
        var match = Waits().Match(clause);
        if (!match.Success)
        {
            return null;
        }

        var count = int.TryParse(match.Groups["count"].Value, out var number) ? number : 1;
        var duration = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "second" => TimeSpan.FromSeconds(count),
            "minute" => TimeSpan.FromMinutes(count),
            "hour" => TimeSpan.FromHours(count),
            "day" => TimeSpan.FromDays(count),
            _ => TimeSpan.FromDays(7 * count),
        };
        return duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(365) ? [new WaitStep(duration)] : null;
    }

    // Commas and "and" part steps only where a verb begins the next one.
    private static IReadOnlyList<SketchStep>? List(string clause, int depth)
    {
        var parts = new List<string>();
        var from = 0;
        var joins = Joined().Matches(clause);
        foreach (var (at, join) in joins.Index())
        {
            var start = join.Index + join.Length;
            if (Conditional(Bare(clause[start..])) is not null)
            {
                // All that follows is one of its two ways.
                parts.Add(clause[from..join.Index]);
                from = start;
                break;
            }

            if (Verbs.BeginsStep(Bare(clause[start..(at + 1 < joins.Count ? joins[at + 1].Index : clause.Length)])))
            {
                parts.Add(clause[from..join.Index]);
                from = start;
            }
        }

        return parts.Count == 0 ? null : [.. parts.Append(clause[from..]).SelectMany(part => Read(part, depth + 1))];
    }

    [GeneratedRegex(
        @"^(?:(?:first(?:ly| of all)?|second(?:ly)?|third(?:ly)?|then|next|after (?:that|this|which)|afterwards?|finally|lastly|last|and|also|so|now|please|yes|ok(?:ay)?|hi|hello|hey|well|once (?:done|that is done|approved|finished)|in the end|at the end|(?:given|for (?:a|any|the) given) [^,.;]{1,120},|the (?:first|next|last|final) step (?:is|should be) to)(?<=,|\b(?!\w))[\s,:]*|(?:i(?:'d| would)? (?:want|like|need)(?: (?:you|it|a (?:workflow|bot|pipeline|agent|flow)))?(?: (?:to|that|which))?|we (?:want|need)(?: (?:you|it))?(?: to)?|(?:can|could|would) you(?: please)?|(?:you|it|this|the workflow|the agent|the bot|that) (?:should|must|will|shall|has to|needs to)|(?:create|build|make|design|generate|write|give)(?: me| us)? (?:a|an|the)(?: new)? (?:\w+ )?(?:workflow|pipeline|agent|bot|flow)(?: (?:that|which|to|for(?=\s+\w+ing\b)))?|(?:a|an|the|my)(?: \w+)? (?:workflow|pipeline|agent|bot|flow) (?:that|which|to)|let (?:us|it|them|the agent)|have (?:it|an agent|the agent)|to(?=\s))(?<=,|\b)[\s,:]*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Opening();

    [GeneratedRegex(
        @"^(?<word>if|when|unless|in case) (?<if>.{2,300}?)(?:,\s*(?:then\s+)?|\s+then,?\s+|:\s*)(?<then>.+?)(?:[,;.]?\s*\b(?:or else|else|otherwise|if not)\b[,:]?\s*(?<else>.+))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex IfThen();

    [GeneratedRegex(@"^(?:or else|else|otherwise|if not)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"^(?:if|when|unless|in case) [^,;:]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OpenCondition();

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ConditionWord();

    // After these a word is no order, whatever it is elsewhere.
    [GeneratedRegex(@"^(?:the|a|an|to|of|in|on|for|this|that|my|our|your|its|their|no|not|and|or|is|are|was|be|they|we|i|you|he|she|it|can|could|should|must|will|new)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NoStep();

    [GeneratedRegex(@"^\s*[,;]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Next();

    [GeneratedRegex(@"^(?<then>.+?),?\s+(?:but )?(?:only )?(?<word>if|unless)\s+(?<if>.{3,})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TrailingIf();

    [GeneratedRegex(@"^(?:if|when|unless|in case) [^,:]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OpenIf();

    // "check if the page is up" asks; nothing depends on it.
    [GeneratedRegex(@"\b(?:check|checks|see|decide|determine|verify|test|tell|say|find out|ask|asks|know|judge|as|evaluate|even|assess)(?: (?:me|us|them))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Asking();

    [GeneratedRegex(
        @"^for (?:each|every|all)(?: (?:of )?the)? (?<item>(?!of\b)[\p{L}\d_-]+(?: (?!in\b|of\b|from\b|on\b|do\b|and\b)[\p{L}\d_-]+)?)(?: (?:in|of|from|on) [^,:]{1,100}?)?(?:\s*[,:]\s*(?:do )?| do | )(?<do>.+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ForEach();

    [GeneratedRegex(@"^(?<do>.+?),? for (?:each|every)(?: one of the)? (?<item>[\p{L}\d_-]+)(?: (?:in|of|from|on) .{1,100})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TrailingEach();

    [GeneratedRegex(@"\b(?:each|every)(?: of the)? (?<item>(?!time\b|other\b|day\b|week\b|month\b|hour\b|minute\b|year\b|one\b)[\p{L}_-]+)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex EachObject();

    [GeneratedRegex(
        @"\s*(?:->|→|=>)\s*|\s*[,;]?\s+(?:and )?(?:then|after that|afterwards|next|finally|lastly)\b[,:]?\s+|\s*[;,]\s*once (?:done|finished|that is done)[,:]?\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Then();

    [GeneratedRegex(@"\b(?:both )?(?:in parallel|at the same time|simultaneously|concurrently|at once|side by side)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AtOnce();

    [GeneratedRegex(@"\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+&\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Joined();

    [GeneratedRegex(@"^(?:the|a|an|our|my|your|its|their|some|all|any)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Determiner();

    [GeneratedRegex(
        @"\b(?:ask|get|wait|request|require|need|needs|seek|obtain|await|collect)\b.{0,60}\b(?:approval|approve|approves|sign-?off|permission|go-ahead|confirmation|confirm|human review)\b|^(?:manual |human |my |manager )?(?:approval|sign-?off|confirmation)\b|\b(?:have|let) (?:me|us|a|an|the|my|our|someone|somebody)\b.{0,40}\b(?:approve|sign off|confirm|decide)\b|^(?:human|manual) (?:review|check|decision)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AsksApproval();

    [GeneratedRegex(@"\b(?:without|no|not|don't|doesn't) (?:\w+ ){0,3}(?:approval|confirmation|permission)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Negated();

    [GeneratedRegex(@"^(?:wait|pause|sleep|delay)(?: for)? (?<count>\d{1,5}|an?|one) ?(?<unit>second|minute|hour|day|week)s?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Waits();
}
