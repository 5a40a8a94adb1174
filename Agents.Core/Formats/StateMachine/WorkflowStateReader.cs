using Agents.Core.Documents;
using Agents.Core.Templates;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a sub-workflow. Only an input that names the workflow has its version and the inner input too.</summary>
internal static class WorkflowStateReader
{
    public static State? Read(StateReader state)
    {
        var keys = state.Keys;
        keys.AlsoLookIn(null);
        var input = state.Draft.Node.Find("input") as MappingNode;
        if (keys.Find("workflow", "workflow_id", "workflowId") is null && input is not null)
        {
            keys.AlsoLookIn(input);
        }

        if (keys.RequireText("workflow", "workflow_id", "workflowId") is not { } workflow)
        {
            return null;
        }

        return new WorkflowState(state.Name) { Workflow = workflow, Version = (int?)keys.Integer("version", 1), Input = Inner(state, input) };
    }

    private static TemplateValue? Inner(StateReader state, MappingNode? input)
    {
        if (state.Keys.Taken.Count == 0 || input?.Find("input") is not { } inner)
        {
            return null;
        }

        state.Keys.Take("input");
        return TemplateParser.ParseValue(inner, $"'input' of {state.Keys.What}", state.Keys.Bag, state.Draft.Reads);
    }
}
