using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Designs;

/// <summary>
/// How far a design is: which blocks were taken, what they get, and which may begin. A block whose every way to it is closed, because a router chose
/// others or because what it depends on was skipped itself, is skipped.
/// </summary>
/// <param name="state">The design.</param>
/// <param name="composite">What is over.</param>
/// <param name="given">What the design itself was given.</param>
internal sealed class DesignRun(DesignState state, Composite composite, JsonValue given)
{
    private const string Divider = "\n---\n";

    /// <summary>Blocks that can be decided now, in order.</summary>
    public IEnumerable<Opening> Decide()
    {
        for (var block = 0; block < state.Parts.Count; block++)
        {
            if (!IsTouched(block) && state.Parts[block].Inputs.All(input => composite.Ended.ContainsKey(input.Block)))
            {
                yield return IsTaken(block)
                    ? new Opening(state.Parts[block].Id, block) { Input = InputOf(block) }
                    : new Opening(state.Parts[block].Id, block) { IsSkipped = true };
            }
        }
    }

    private bool IsTouched(int block) => composite.Ended.ContainsKey(block) || composite.Open.ContainsKey(block);

    private bool IsTaken(int block) => state.Parts[block].Inputs.Count == 0 || state.Parts[block].Inputs.Any(input => IsOpen(input.Block, block));

    // The way from one block to another that depends on it.
    private bool IsOpen(int from, int to)
        => composite.Ended[from] is { IsSkipped: false } ended
            && (!state.Parts[from].IsRouter || Chosen(ended.Result).Contains(state.Parts[to].Label, StringComparer.Ordinal));

    private static IEnumerable<string> Chosen(JsonValue result)
        => (result as JsonObject)?.Find("selected_agents") is JsonArray names ? names.OfType<JsonString>().Select(static name => name.Value) : [];

    private JsonValue InputOf(int block)
    {
        var inputs = state.Parts[block].Inputs.Where(input => IsOpen(input.Block, block)).Select(Given).ToList();
        return inputs switch
        {
            [] => given,
            [var only] => only,
            _ => string.Join(Divider, inputs.Select(BlockResults.Text)),
        };
    }

    private JsonValue Given(DesignInput input)
    {
        // A router says who is to work, not on what: what it was given goes on to those whom it chose.
        if (state.Parts[input.Block].IsRouter)
        {
            return InputOf(input.Block);
        }

        var result = composite.Ended[input.Block].Result;
        return input.Agent is { } agent && BlockResults.Of(result, agent) is { } answer ? answer : input.IsWhole ? result : BlockResults.Final(result);
    }
}
