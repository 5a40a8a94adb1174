namespace Agents.Core.Chat.Descriptions;

/// <summary>Words that begin an instruction: "write an article" is a step of its own, "cats and dogs" are not two.</summary>
internal static class Verbs
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "add", "aggregate", "alert", "analyse", "analyze", "annotate", "answer", "archive", "ask", "assess", "assign", "brainstorm", "build", "calculate", "call", "categorise",
        "categorize", "check", "choose", "clarify", "classify", "clean", "collect", "combine", "compare", "compile", "compose", "compute", "convert", "correct", "count", "crawl",
        "create", "critique", "debate", "decide", "deduplicate", "deliver", "deploy", "describe", "design", "detect", "determine", "download", "draft", "edit", "email", "enrich",
        "escalate", "estimate", "evaluate", "examine", "explain", "extract", "fetch", "file", "fill", "filter", "find", "fix", "format", "forward", "gather", "generate", "get",
        "give", "grade", "group", "identify", "improve", "inform", "inspect", "investigate", "judge", "label", "list", "load", "log", "look", "mail", "make", "mark", "measure",
        "merge", "monitor", "notify", "open", "organise", "organize", "outline", "parse", "pick", "plan", "polish", "post", "prepare", "present", "print", "prioritise",
        "prioritize", "process", "produce", "proofread", "propose", "publish", "pull", "push", "query", "rank", "rate", "read", "recommend", "record", "refine", "remove",
        "reply", "report", "request", "rephrase", "research", "respond", "retrieve", "return", "review", "revise", "rewrite", "route", "run", "save", "scan", "score", "scrape",
        "search", "select", "send", "share", "shorten", "show", "sort", "split", "store", "submit", "suggest", "summarise", "summarize", "synthesise", "synthesize", "tag",
        "take", "tell", "test", "tidy", "transcribe", "transform", "translate", "triage", "tweet", "update", "upload", "validate", "verify", "wait", "warn", "write",
    };

    // After these, what follows is what another step made, not something that is given.
    private static readonly HashSet<string> Creating = new(StringComparer.OrdinalIgnoreCase)
    {
        "brainstorm", "build", "compile", "compose", "create", "deliver", "design", "draft", "generate", "make", "outline", "plan", "post", "prepare", "present", "produce", "propose", "publish", "report",
        "return", "save", "send", "submit", "suggest", "tweet", "write",
    };

    // Alone, these are more often things: "collect name, email and phone".
    private static readonly HashSet<string> Nouns = new(StringComparer.OrdinalIgnoreCase)
    {
        "answer", "call", "count", "design", "email", "estimate", "file", "grade", "group", "label", "list", "log", "look", "mail", "make", "mark", "measure", "order", "plan", "post", "process", "query", "rank", "rate", "record",
        "reply", "report", "request", "research", "review", "score", "search", "share", "sort", "store", "tag", "test", "update",
    };

    /// <summary>Whether a part of a list is a step: it begins with a verb that is no noun here.</summary>
    public static bool BeginsStep(string text) => Begins(text) && (text.Contains(' ') || !Nouns.Contains(text));

    public static bool Begins(string text) => Known.Contains(First(text));

    public static bool Creates(string text) => Creating.Contains(First(text));

    /// <summary>The first word, without an adverb such as "quickly" before it.</summary>
    public static string First(string text)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2))
        {
            var bare = word.Trim(',', ':', '.', '"', '\'');
            if (!(bare.EndsWith("ly", StringComparison.OrdinalIgnoreCase) && bare.Length > 4) && !bare.Equals("also", StringComparison.OrdinalIgnoreCase))
            {
                return bare;
            }
        }

        return "";
    }
}
