using System.Text.RegularExpressions;
using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>Reads of <c>steps.x</c> in the strings of a definition.</summary>
internal static class StepReferences
{
    /// <summary>The definition with every read of one state reading another.</summary>
    public static JsonObject Rename(JsonObject workflow, string from, string to)
    {
        var name = Regex.Escape(from);
        var reads = new Regex($@"\bsteps\.{name}\b|\bsteps\[(['""]){name}\1\]|(?<=hasattr\(steps, (['""])){name}(?=\2)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return (JsonObject)Change(workflow, text => reads.Replace(text, match => match.Value.StartsWith("steps", StringComparison.Ordinal) ? $"steps.{to}" : to));
    }

    /// <summary>The states without what they were given of one that is gone: inputs that are nothing else, and what an approver was shown.</summary>
    public static JsonObject Forget(JsonObject workflow, string name) => StateBlocks.ChangeStates(WithoutChoice(workflow, name), state =>
    {
        if (state.Find("summaryPath") is JsonString path && Reads(path.Value, name))
        {
            state = state.Without("summaryPath");
        }

        if (state.Find("input") is not JsonObject input)
        {
            return state;
        }

        var kept = input.Where(member => member.Value is not JsonString text || !Reads(text.Value, name)).ToList();
        return kept.Count == input.Count ? state : kept.Count == 0 ? state.Without("input") : state.With("input", JsonObject.From(kept));
    });

    // "(steps.x.output if hasattr(steps, 'x') else y)" is y.
    private static JsonObject WithoutChoice(JsonObject workflow, string name)
    {
        var choice = new Regex(
            $@"\(steps\.{Regex.Escape(name)}\.output if hasattr\(steps, '{Regex.Escape(name)}'\) else (?<rest>(?>[^()]+|\((?<open>)|\)(?<-open>))*(?(open)(?!)))\)",
            RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return (JsonObject)Change(workflow, text => choice.Replace(text, "${rest}"));
    }

    private static bool Reads(string text, string name) => Regex.IsMatch(text, $@"\bsteps\.{Regex.Escape(name)}\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static JsonValue Change(JsonValue value, Func<string, string> change) => value switch
    {
        JsonString text => change(text.Value),
        JsonObject document => JsonObject.From(document.Select(member => KeyValuePair.Create(member.Key, Change(member.Value, change)))),
        JsonArray items => JsonArray.From(items.Select(item => Change(item, change))),
        _ => value,
    };
}
