using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>A map of the graph format as the engine runs it: a state of its own after the one that maps, which runs the target once per item
/// and then goes where the target leads.</summary>
/// <param name="Name">The mapping state's name, a dot and <c>map</c>: no node of a graph can be named so.</param>
/// <param name="Map">The transition.</param>
internal sealed record MapState(string Name, MapTransition Map) : State(Name)
{
    public override string Type => "map";
}
