using System.Text.RegularExpressions;

namespace Agents.Core.Chat;

/// <summary>Names of states, inputs and agents made from what people write.</summary>
internal static partial class StateNames
{
    private const int LongestName = 40;
    private const int MostWords = 3;

    // What templates and programs already mean by these words.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "and", "as", "break", "class", "context", "continue", "ctx", "def", "del", "elif", "else", "false", "fold", "for", "from", "if", "import", "in", "input", "is", "item", "json", "lambda", "load", "none", "not", "null",
        "or", "pass", "result", "return", "steps", "true", "val", "while", "with", "workflow", "yield", "len", "min", "max", "sum", "any", "all", "sorted", "list", "dict", "type", "str", "int", "bool", "float", "hash",
        "range", "print", "repr", "set", "tuple", "zip", "dir", "enumerate", "getattr", "hasattr", "reversed", "fail", "abs", "bytes", "map", "filter", "end", "cancel", "approve", "reject", "timed_out",
    };

    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "about", "above", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "given", "had", "has", "have", "her", "his", "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "onto", "or", "our",
        "out", "over", "please", "short", "so", "some", "step", "than", "that", "the", "their", "them", "these", "they", "this", "those", "to", "up", "us", "using", "was", "were", "what", "which", "with", "you", "your",
    };

    public static bool IsReserved(string name) => Reserved.Contains(name);

    /// <summary>An identifier of lower-case words; empty where the text has no letter.</summary>
    public static string Slug(string text)
    {
        var slug = Others().Replace(text.Trim().ToLowerInvariant(), "_").Trim('_');
        slug = slug.Length > LongestName ? slug[..LongestName].Trim('_') : slug;
        return slug.Any(char.IsLetter) ? char.IsDigit(slug[0]) ? $"step_{slug}" : slug : "";
    }

    /// <summary>The words of a task that say most: "write a short article about it" is <c>write_article</c>.</summary>
    public static string OfTask(string task, IEnumerable<string> inputs)
    {
        var known = inputs.SelectMany(static input => input.Split('_')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var words = Words().Matches(Template().Replace(task, " ")).Select(static word => word.Value).ToList();
        var telling = words.Where((word, at) => !Fillers.Contains(word) && (at == 0 || !known.Contains(word))).Take(MostWords).ToList();
        return Slug(string.Join('_', telling.Count == 0 ? words.Take(1) : telling.Take(telling.Count > 2 && string.Join('_', telling).Length > 24 ? 2 : MostWords)));
    }

    /// <summary>A name that nothing else has.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        var wanted = name.Length == 0 ? "step" : IsReserved(name) ? $"{name}_step" : name;
        var unique = wanted;
        for (var count = 2; !taken.Add(unique); count++)
        {
            unique = $"{wanted}_{count}";
        }

        return unique;
    }

    /// <summary>One of many: "companies" are a "company", "files" a "file".</summary>
    public static string Singular(string noun) => noun switch
    {
        _ when noun.EndsWith("ies", StringComparison.Ordinal) && noun.Length > 4 => noun[..^3] + "y",
        _ when noun.EndsWith("ches", StringComparison.Ordinal) || noun.EndsWith("shes", StringComparison.Ordinal) || noun.EndsWith("sses", StringComparison.Ordinal) || noun.EndsWith("xes", StringComparison.Ordinal) => noun[..^2],
        _ when noun.EndsWith('s') && !noun.EndsWith("ss", StringComparison.Ordinal) && !noun.EndsWith("us", StringComparison.Ordinal) && noun.Length > 3 => noun[..^1],
        _ => noun,
    };

    public static string Plural(string noun) => noun switch
    {
        _ when noun.EndsWith('y') && noun.Length > 1 && !"aeiou".Contains(noun[^2]) => noun[..^1] + "ies",
        _ when noun.EndsWith('s') || noun.EndsWith('x') || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) => noun + "es",
        _ => noun + "s",
    };

    /// <summary>"write_article" as people write it.</summary>
    public static string Title(string name) => name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Others();

    [GeneratedRegex(@"[\p{L}\p{Nd}]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Template();
}
