using System.Text.RegularExpressions;
using Agents.Core.Chat.Descriptions;

namespace Agents.Core.Chat.Refinements;

/// <summary>Reads a wish to change a workflow.</summary>
internal static partial class RefinementReader
{
    private const int LongestText = 2_000;

    private static readonly (Regex Pattern, Func<Match, WorkflowEdit?> Edit)[] Forms =
    [
        (RemovesSchedule(), static _ => new RemoveSchedule()),
        (Schedules(), static match => CronTime.TakeOut(match.Value) is (_, { } time) ? new SetSchedule(time) : null),
        (NamesIt(), static match => new RenameWorkflow(match.Groups["name"].Value.Trim(' ', '"', '\'', '“', '”'))),
        (AddsInput(), static match => new AddInput(match.Groups["name"].Value)),
        (UsesTool(), static match => new UseTool(Tool(match.Groups["tool"].Value), match.Groups["step"] is { Success: true } step ? step.Value : null)),
        (GivesTool(), static match => new UseTool(Tool(match.Groups["tool"].Value), match.Groups["step"].Value)),
        (AddsBetween(), static match => new AddStep(match.Groups["what"].Value, Place.After, match.Groups["step"].Value)),
        (Adds(), static match => new AddStep(match.Groups["what"].Value, PlaceOf(match), match.Groups["step"] is { Success: true } step ? step.Value : null)),
        (Asks(), static match => new AddStep("ask for approval", PlaceOf(match), match.Groups["step"].Value)),
        (First(), static match => new AddStep(match.Groups["what"].Value, match.Groups["place"].Value.Equals("before", StringComparison.OrdinalIgnoreCase) ? Place.Before : Place.After, match.Groups["step"].Value)),
        (Renames(), static match => new RenameStep(match.Groups["step"].Value, match.Groups["name"].Value)),
        (Moves(), static match => new MoveStep(match.Groups["what"].Value, PlaceOf(match), match.Groups["step"].Value)),
        (Removes(), static match => new RemoveStep(match.Groups["step"].Value)),
        (Changes(), static match => new RewriteStep(match.Groups["step"].Value, match.Groups["task"].Value)),
    ];

    /// <returns>The change; null where the words are none that is known.</returns>
    public static WorkflowEdit? Read(string text)
    {
        var wish = text.Length > LongestText ? "" : Opening().Replace(text.Trim().TrimEnd('.', '!', '?'), "");
        if (One(wish) is not { } first)
        {
            return null;
        }

        var parts = Joined().Split(wish);
        return parts.Length > 1 && parts.Select(One).ToList() is var edits && edits.TrueForAll(static edit => edit is not null) ? new SeveralEdits([.. edits.OfType<WorkflowEdit>()]) : first;
    }

    private static WorkflowEdit? One(string wish)
    {
        foreach (var (pattern, edit) in Forms)
        {
            if (pattern.Match(wish.Trim()) is { Success: true } match && edit(match) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Place PlaceOf(Match match) => match.Groups["place"].Value.ToLowerInvariant() switch
    {
        "before" or "ahead of" or "in front of" => Place.Before,
        "after" or "behind" or "following" => Place.After,
        _ => Place.End,
    };

    private static string Tool(string words) => StateNames.Slug(words) switch
    {
        "web" or "search" or "the_web" or "web_search" or "tavily" or "serper" => "web_search",
        "http" or "http_requests" or "http_request" => "http_request",
        var name => name,
    };

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const string Where = @"(?<place>before|after|ahead of|behind|in front of|following) (?:the )?(?<step>[^,.]{1,60}?)(?: steps?)?";

    [GeneratedRegex(@"^(?:(?:please|yes|ok(?:ay)?|but|also|now|and|can you|could you|would you|i(?:'d| would)? (?:want|like)(?: you)? to|let's|lets)\b[\s,]*)+", Options, 1_000)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\s*[,;]?\s+(?:and|then|and then)\s+(?=(?:add|insert|remove|delete|rename|move|drop|call|use|schedule|change)\b)|;\s*", Options, 1_000)]
    private static partial Regex Joined();

    [GeneratedRegex(@"^(?:remove|delete|drop|cancel) (?:the |its )?schedule$", Options, 1_000)]
    private static partial Regex RemovesSchedule();

    [GeneratedRegex(@"^(?:run|start|schedule|execute|do)(?: (?:it|this|that|the workflow))?(?: to run)? (?:on |at )?(?:every|each|daily|hourly|weekly|monthly)\b.{0,80}$", Options, 1_000)]
    private static partial Regex Schedules();

    [GeneratedRegex(@"^(?:call|name|rename) (?:it|this|the workflow)(?: to)? (?<name>.{1,80})$", Options, 1_000)]
    private static partial Regex NamesIt();

    [GeneratedRegex(@"^add (?:an?|the) input(?: called| named)? (?<name>[\p{L}\d_ -]{1,40})$", Options, 1_000)]
    private static partial Regex AddsInput();

    [GeneratedRegex(@"^use (?:the )?(?<tool>[\p{L}\d_]+(?: search| request)?)(?: tool)?(?: (?:in|for|during) (?:the )?(?<step>.{1,60}?)(?: step)?)?$", Options, 1_000)]
    private static partial Regex UsesTool();

    [GeneratedRegex(@"^(?:give|let) (?:the )?(?<step>.{1,60}?)(?: step)? (?:the tool |use (?:the )?|the )(?<tool>[\p{L}\d_]+(?: search| request)?)(?: tool)?$", Options, 1_000)]
    private static partial Regex GivesTool();

    [GeneratedRegex(@"^(?:add|insert|put) (?:an? |the |another )?(?<what>.{1,300}?)(?: steps?)? between (?:the )?(?<step>[^,.]{1,60}?) and .{1,60}$", Options, 1_000)]
    private static partial Regex AddsBetween();

    [GeneratedRegex(@"^(?:add|insert|put|append|include) (?:an? |the |another |one )?(?:new |more )?(?:step (?:to|that|which) )?(?<what>.{1,300}?)(?: steps?)?(?: " + Where + @"| (?:at|to) the (?<end>end)| last)?$", Options, 1_000)]
    private static partial Regex Adds();

    [GeneratedRegex(@"^(?:ask (?:me |us |someone |a person |the \w+ )?for (?:my |an? )?(?:approval|confirmation|permission)|(?:let me|i (?:want|need) to|get (?:my |an? )?) ?approv(?:e|al)|require (?:an? |my )?approval)(?: it)? " + Where + "$", Options, 1_000)]
    private static partial Regex Asks();

    [GeneratedRegex(@"^(?<place>before|after) (?:the )?(?<step>[^,]{1,60}?)(?: step)?, (?<what>.{1,300})$", Options, 1_000)]
    private static partial Regex First();

    [GeneratedRegex(@"^(?:rename|call) (?:the )?(?<step>.{1,60}?)(?: step)? (?:to|as|into) (?<name>.{1,60})$", Options, 1_000)]
    private static partial Regex Renames();

    [GeneratedRegex(@"^(?:move|put|do|run) (?:the )?(?<what>.{1,60}?)(?: steps?)? " + Where + "$", Options, 1_000)]
    private static partial Regex Moves();

    [GeneratedRegex(@"^(?:remove|delete|drop|skip|take out|leave out|get rid of|no) (?:the )?(?<step>.{1,60}?)(?: steps?)?$", Options, 1_000)]
    private static partial Regex Removes();

    [GeneratedRegex(@"^(?:(?:change|set|rewrite) (?:the )?(?<step>.{1,60}?)(?: step)?(?:'s task)?(?: to:?|:) (?<task>.{2,1500})|(?:the )?(?<step>[\p{L}\d_]{1,60})(?: step)? should (?<task>.{2,1500}))$", Options, 1_000)]
    private static partial Regex Changes();
}
