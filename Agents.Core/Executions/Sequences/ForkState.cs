using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>
/// A fork of the graph format as the engine runs it: a state of its own after the one that forks, whose branches run the workflow's own states
/// up to the join.
/// </summary>
/// <param name="Name">The forking state's name, a dot and <c>fork</c>: no node of a graph can be named so.</param>
/// <param name="Fork">The transition.</param>
internal sealed record ForkState(string Name, ForkTransition Fork) : State(Name)
{
    public override string Type => "fork";
}
