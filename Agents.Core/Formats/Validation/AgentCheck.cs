using Agents.Core.Diagnostics;

namespace Agents.Core.Formats.Validation;

/// <summary>Every agent that a state names is defined in the file or known to the environment; each missing one is reported once.</summary>
internal static class AgentCheck
{
    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        var inline = draft.Workflow?.Agents ?? new Dictionary<string, Workflows.AgentDefinition>();
        var known = draft.Options.EnvironmentAgents;
        foreach (var use in draft.Agents.Where(use => !inline.ContainsKey(use.Name) && !known.ContainsKey(use.Reference) && use.Name.Length > 0).DistinctBy(static use => use.Reference))
        {
            var hint = bag.DidYouMean(
                use.Name, inline.Keys.Concat(known.Keys), $"Define it under 'agents:' in this file, or as agents/{use.Name}.prompt in the environment. The offline provider plays it meanwhile.");
            bag.WarnOrFail(DiagnosticCodes.UnknownAgent, use.Place, $"The agent '{use.Name}' is not defined.", hint, actual: use.Name);
        }
    }
}
