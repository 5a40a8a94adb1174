using System.Text.RegularExpressions;
using Agents.Core.Chat.Descriptions;

namespace Agents.Core.Chat.Composition;

/// <summary>What kind of agent does a task, told by its verb.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="Instructions">What it is told of itself.</param>
internal sealed partial record Role(string Agent, string Instructions)
{
    public static readonly Role Judge = new("judge", "You decide whether a statement is true of what you are given. Be strict, and give your reason in one sentence.");

    private static readonly Role Assistant = new("assistant", "You do one step of a workflow. Do exactly what the task says, with what you are given, and return only the result.");

    private static readonly (string[] Verbs, Role Role)[] Known =
    [
        (["research", "search", "find", "look", "investigate", "gather", "collect", "fetch", "get", "retrieve", "scrape", "crawl", "query", "monitor", "browse", "pull", "read", "list", "identify"],
            new("researcher", "You find facts and name where each comes from. Say what you could not find; never make anything up.")),
        (["write", "draft", "compose", "create", "generate", "make", "produce", "prepare", "answer", "reply", "respond", "describe", "explain", "outline", "plan", "brainstorm", "propose", "suggest", "design", "build"],
            new("writer", "You write clear, short text in plain words, using only what you are given.")),
        (["summarise", "summarize", "edit", "rewrite", "rephrase", "shorten", "polish", "improve", "refine", "revise", "proofread", "correct", "translate", "format", "clean", "fix", "combine", "merge", "compile", "synthesise", "synthesize", "tidy"],
            new("editor", "You work on text that you are given. Keep its facts and names; change only what the task asks for.")),
        (["review", "check", "critique", "evaluate", "assess", "judge", "grade", "score", "rate", "verify", "validate", "test", "inspect", "examine"],
            new("reviewer", "You review what you are given. Name what is good, what is wrong and how to mend it, in short points.")),
        (["analyse", "analyze", "classify", "categorise", "categorize", "extract", "compare", "rank", "sort", "filter", "group", "count", "calculate", "compute", "estimate", "detect", "determine", "label", "tag", "triage", "prioritise", "prioritize", "measure", "select", "choose", "pick", "decide", "parse"],
            new("analyst", "You analyse what you are given and return what follows from it, exactly and without decoration.")),
        (["send", "email", "mail", "notify", "alert", "inform", "tell", "post", "publish", "tweet", "share", "message", "warn", "escalate", "report", "deliver", "present", "announce", "forward", "submit"],
            new("publisher", "You prepare the final message or publication, ready to be sent as it is.")),
    ];

    private static readonly Dictionary<string, Role> ByVerb = Known.SelectMany(static entry => entry.Verbs.Select(verb => (verb, entry.Role)))
        .ToDictionary(static pair => pair.verb, static pair => pair.Role, StringComparer.OrdinalIgnoreCase);

    public static Role Of(string task) => ByVerb.GetValueOrDefault(Verbs.First(task), Assistant);

    /// <summary>The built-in tool that a task could use; null where there is none.</summary>
    public static string? ToolOf(string task)
        => Web().IsMatch(task) ? "web_search" : Calls().IsMatch(task) ? "http_request" : Files().IsMatch(task) ? (Saves().IsMatch(task) ? "file_write" : "file_read") : null;

    [GeneratedRegex(@"\b(?:search|research|google|browse|web|internet|online|news)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Web();

    [GeneratedRegex(@"\b(?:https?|api|endpoint|webhook|slack|discord|url|rest)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Calls();

    [GeneratedRegex(@"\b(?:files?|folder|csv|disk)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Files();

    [GeneratedRegex(@"\b(?:save|write|store|export|append)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Saves();
}
