using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Validation;

/// <summary>Runs every check over a definition that was read. Each reports all it finds; none stops the others.</summary>
internal static class Validator
{
    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        if (draft.Workflow?.Format == WorkflowFormat.Design)
        {
            // A design has no states of its own to name, to reach or to read from: its reader has checked it.
            return;
        }

        var isGraph = draft.Workflow?.Format == WorkflowFormat.Graph;
        TargetCheck.Check(draft, bag);
        ReachabilityCheck.Check(draft, isGraph, bag);
        AgentCheck.Check(draft, bag);
        if (isGraph)
        {
            GraphLoopCheck.Check(draft, bag);
            GraphNameCheck.Check(draft, bag);
            RouteTypeCheck.Check(draft, bag);
            BranchConflictCheck.Check(draft, bag);
        }
        else
        {
            MachineLoopCheck.Check(draft, bag);
            NameCheck.Check(draft, bag);
            if (!bag.HasErrors && draft.Workflow is not null && !draft.Options.IsStored)
            {
                FlowCheck.Check(draft, bag);
            }
        }
    }
}
