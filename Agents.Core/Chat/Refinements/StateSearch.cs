using Agents.Core.Diagnostics;
using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>Finds the state that somebody means.</summary>
internal static class StateSearch
{
    private static readonly HashSet<string> Fillers = ["the", "a", "an", "step", "state", "of", "that", "part", "one"];

    /// <exception cref="RefinementException">No state is like that.</exception>
    public static string Find(JsonObject workflow, string words)
    {
        var names = StateBlocks.Names(workflow).Where(static name => name.Length > 0).ToList();
        var slug = string.Join('_', StateNames.Slug(words).Split('_', StringSplitOptions.RemoveEmptyEntries).Where(static word => !Fillers.Contains(word)));
        return names.Find(name => name == words.Trim())
            ?? names.Find(name => name.Equals(slug, StringComparison.OrdinalIgnoreCase))
            ?? Place(workflow, slug)
            ?? Suggestion.Nearest(slug, names)
            ?? Best(workflow, names, slug)
            ?? throw new RefinementException($"There is no step '{words.Trim()}'. Steps: {Suggestion.List(names)}.");
    }

    private static string? Place(JsonObject workflow, string slug) => slug switch
    {
        "first" or "start" or "beginning" => StateBlocks.States(workflow).Where(static state => state.Find("type") is not JsonString { Value: "cron" or "schedule" }).Select(StateBlocks.NameOf).FirstOrDefault(),
        "last" or "end" => StateBlocks.States(workflow).Select(StateBlocks.NameOf).LastOrDefault(),
        _ => null,
    };

    // Most words in common, in its name or its task; "publishing" is "publish".
    private static string? Best(JsonObject workflow, List<string> names, string slug)
    {
        var words = Stems(slug);
        return words.Count == 0 ? null : names
            .Select(name => (name, Score: 4 * words.Count(word => Stems(name).Contains(word)) + words.Count(word => Stems(StateNames.Slug(TextOf(workflow, name))).Contains(word))))
            .Where(static one => one.Score > 0)
            .OrderByDescending(static one => one.Score)
            .Select(static one => one.name)
            .FirstOrDefault();
    }

    private static string TextOf(JsonObject workflow, string name)
    {
        var state = StateBlocks.Find(workflow, name);
        return (state?.Find("task") ?? state?.Find("message")) is JsonString { Value: var text } ? text[..Math.Min(text.Length, 40)] : "";
    }

    private static HashSet<string> Stems(string slug) => [.. slug.ToLowerInvariant().Split('_', '-', ' ').Where(static word => word.Length > 2).Select(Stem)];

    private static string Stem(string word)
    {
        foreach (var ending in (string[])["ing", "tion", "ation", "ed", "es", "er", "al", "s", "e", "y"])
        {
            if (word.Length - ending.Length >= 4 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                word = word[..^ending.Length];
                break;
            }
        }

        return word.Length > 6 ? word[..6] : word;
    }
}
