using Agents.Core.Diagnostics;
using Agents.Core.Executions.Reads;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compatibility;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Validation;

/// <summary>What an agent is given keeps its input schema: its variables, else its input, else the output of each state that may have run just before.</summary>
internal sealed class AgentInputCheck(FlowSources sources, Func<JsonValue, SchemaView> view, DiagnosticBag bag)
{
    public void Check(StateDraft draft, PlacedState placed)
    {
        if (placed.State is not AgentState { Definition.InputSchema: { } schema } agent || bag.IsFull)
        {
            return;
        }

        var wanted = view(schema);
        if ((agent.Variables ?? agent.Input) is { } given)
        {
            Report(draft, SchemaFit.Of(view(OutputSchemas.Of(given, only => Expression(only, placed))), wanted), agent.Agent, agent.Variables is null ? "its input" : "its variables", isOnly: true);
            return;
        }

        // What a block's first state is given is not followed out of the block.
        var before = FlowSources.Before(draft).Where(state => state is not null || draft.Block.Owner is null).Distinct().ToList();
        foreach (var state in before)
        {
            if ((state is null ? sources.InputSchema : OutputSchemas.Of(state)) is { } output)
            {
                Report(draft, SchemaFit.Of(view(output), wanted), agent.Agent, state is null ? "the inputs" : $"the output of '{state.Name}'", isOnly: before.Count == 1);
            }
        }
    }

    private void Report(StateDraft draft, IReadOnlyList<FitProblem> problems, string agent, string what, bool isOnly)
    {
        foreach (var problem in problems)
        {
            var code = problem switch
            {
                { IsMissing: false } => DiagnosticCodes.TypeMismatch,
                { IsCertain: true } => DiagnosticCodes.MissingField,
                _ => DiagnosticCodes.MayBeMissing,
            };
            var place = problem.Path.Length == 0 ? what : $"'{problem.Path}' of {what}";
            var message = $"'{draft.Name}' runs the agent '{agent}', whose input schema {place} {(problem.IsCertain ? "breaks" : "may break")}.";
            var hint = problem.IsMissing ? $"Give '{problem.Path}' in 'input' or 'variables', or take it from the agent's 'required'." : "Change one of the two schemas, or give the agent an 'input' that fits.";
            if (problem.IsCertain && isOnly)
            {
                bag.Error(code, draft.NamePlace, message, hint, problem.Expected, problem.Actual);
            }
            else
            {
                bag.Warn(code, draft.NamePlace, message, hint, problem.Expected, problem.Actual);
            }
        }
    }

    /// <summary>The schema of an expression that is one read from one source.</summary>
    private JsonValue? Expression(ExpressionPart expression, PlacedState placed)
        => expression is { Default: null, Program.Uses: [{ PartOf: [] } use] }
            && sources.Of(new StateRead(use), placed) is [{ Schema: { } schema } only] && Part(schema, only.Path) is { } part
            ? part
            : null;

    // Only what stands in the text of the schema: what references and alternatives make of it is left open.
    private static JsonValue? Part(JsonValue schema, object[] path)
        => path switch
        {
            [] => schema,
            [string key, .. var rest] => (schema as JsonObject)?.Find("properties") is JsonObject properties && IsRequired((JsonObject)schema, key) && properties.Find(key) is { } member ? Part(member, rest) : null,
            [_, .. var rest] => (schema as JsonObject)?.Find("items") is { } items ? Part(items, rest) : null,
        };

    private static bool IsRequired(JsonObject schema, string key) => (schema.Find("required") as JsonArray)?.Contains(key) == true;
}
