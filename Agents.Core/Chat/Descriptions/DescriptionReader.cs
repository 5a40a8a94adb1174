using System.Text.RegularExpressions;

namespace Agents.Core.Chat.Descriptions;

/// <summary>Reads a description in plain words: lists, "then", "in parallel", "if … else", "for each", "ask for approval", "every day at 9".</summary>
internal static partial class DescriptionReader
{
    /// <summary>Longer texts are read up to here.</summary>
    public const int LongestText = 20_000;

    /// <summary>Steps beyond this are left out: nobody reads a drawing of more.</summary>
    public const int MostSteps = 60;

    /// <returns>What the text says; null where it names nothing to do.</returns>
    public static Sketch? Read(string text)
    {
        var clean = Control().Replace(string.Concat((text.Length > LongestText ? text[..LongestText] : text).EnumerateRunes()), " ").Trim();
        var (rest, schedule) = CronTime.TakeOut(clean);
        var (lead, lines) = DescriptionLines.Of(rest);
        var steps = new List<SketchStep>();
        foreach (var line in lines.Where(static line => !IsAboutInputs(line.Text)))
        {
            Add(steps, line);
        }

        if (steps.Count == 0)
        {
            return null;
        }

        var few = steps.Count > MostSteps ? steps[..MostSteps] : steps;
        return new Sketch(OneLine().Replace(clean, " "), few)
        {
            Schedule = schedule,
            Inputs = InputMentions.Of($"{lead}\n{rest}", FirstTask(few)),
            Environment = [.. Variables().Matches(clean).Select(static match => match.Value).Distinct().Take(20)],
        };
    }

    private static void Add(List<SketchStep> steps, DescriptionLine line)
    {
        if (line.Below.Count > 0 && AddWithItems(steps, line))
        {
            return;
        }

        if (Otherwise().Match(line.Text) is { Success: true } otherwise && !BothWays().IsMatch(line.Text[otherwise.Length..]) && steps is [.., var last])
        {
            var other = ClauseReader.Read(line.Text[otherwise.Length..]);
            switch (last)
            {
                case ChoiceStep { Else.Count: 0 } choice:
                    steps[^1] = choice with { Else = other };
                    return;
                case ApprovalStep { Rejected.Count: 0 } approval:
                    steps[^1] = approval with { Rejected = other };
                    return;
                default:
                    break;
            }
        }

        foreach (var step in ClauseReader.Read(line.Text).Concat(line.Below.SelectMany(static below => ClauseReader.Read(below))))
        {
            Append(steps, step);
        }
    }

    // "If approved, publish, otherwise tell the author" after an approval: these are its two ways. With one of them alone, going on is what an approval means.
    private static void Append(List<SketchStep> steps, SketchStep step)
    {
        if (step is ChoiceStep choice && steps is [.., ApprovalStep { Rejected.Count: 0 } approval] && Decision().Match(choice.Condition) is { Success: true } decision)
        {
            var isRejection = decision.Groups["no"].Success;
            var (approved, rejected) = isRejection ? (choice.Else, choice.Then) : (choice.Then, choice.Else);
            steps[^1] = approval with { Rejected = rejected, Approved = rejected.Count > 0 ? approved : [] };
            steps.AddRange(rejected.Count > 0 ? [] : approved);
        }
        else
        {
            steps.Add(step);
        }
    }

    // "In parallel:" or "For each file:" with a list below it.
    private static bool AddWithItems(List<SketchStep> steps, DescriptionLine line)
    {
        var head = ClauseReader.Bare(line.Text);
        if (ParallelHead().IsMatch(head))
        {
            steps.Add(ClauseReader.Branches(line.Below, 0) is [_, _, ..] branches ? new ParallelStep(branches) : new TaskStep(head));
            return true;
        }

        if (EachHead().Match(head) is { Success: true } each && line.Below.SelectMany(static below => ClauseReader.Read(below, 1)).ToList() is { Count: > 0 } body)
        {
            steps.Add(new EachStep(each.Groups["item"].Value, body));
            return true;
        }

        return false;
    }

    private static string? FirstTask(IReadOnlyList<SketchStep> steps) => steps[0] switch
    {
        TaskStep task => task.Text,
        ParallelStep { Branches: [{ Count: > 0 } first, ..] } => FirstTask(first),
        ChoiceStep choice => choice.Condition,
        _ => null,
    };

    private static bool IsAboutInputs(string text) => InputLine().IsMatch(text);

    // Formatting characters stay: emoji and right-to-left text need them.
    [GeneratedRegex(@"[\p{Cc}\p{Co}\p{Cn}-[\n\r\t]]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Control();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OneLine();

    [GeneratedRegex(@"^\s*(?:or else|else|otherwise|if not|if (?:it is )?(?:rejected|declined|refused))\b[,:]?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"\b(?:or else|else|otherwise|if not)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex BothWays();

    [GeneratedRegex(@"\b(?:(?<no>rejected|declined|refused|denied|not approved)|approved|accepted|confirmed|(?:they|she|he|i|it)(?: is)? approves?d?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Decision();

    [GeneratedRegex(@"^(?:do )?(?:the following |these )?(?:things |steps )?(?:in parallel|at the same time|simultaneously|concurrently)\b.{0,40}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ParallelHead();

    [GeneratedRegex(@"^for (?:each|every|all)(?: of)?(?: the)? (?<item>[\p{L}\d_-]+)\b.{0,60}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex EachHead();

    [GeneratedRegex(@"^\s*(?:(?:the )?inputs?(?: (?:is|are))?\s*:|it (?:takes|accepts|receives)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InputLine();

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){0,4}_(?:KEY|TOKEN|SECRET|PASSWORD|URL|ID)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Variables();
}
