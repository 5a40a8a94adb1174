using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>Several edges from one node: conditional ones are routes with a plain one as default, plain ones are a fork, anything else contradicts itself.</summary>
internal static class EdgeMerge
{
    public static Transition? Merge(List<Edge> edges, string node, DiagnosticBag bag)
    {
        var plain = edges.FindAll(static edge => !edge.IsConditional);
        return edges switch
        {
            [] => null,
            [{ IsConditional: false } only] => only.Next,
            _ when plain.Count == edges.Count && plain.TrueForAll(static edge => edge.Next is ToTransition or ForkTransition) => Fork(plain, node, bag),
            _ when plain.Count <= 1 && plain.TrueForAll(static edge => edge.Next is ToTransition or EndTransition) => Routes(edges, plain.FirstOrDefault(), node, bag),
            _ => Contradiction(edges, node, bag),
        };
    }

    private static ForkTransition Fork(List<Edge> edges, string node, DiagnosticBag bag)
    {
        var branches = edges.SelectMany(static edge => edge.Next.Targets).Distinct().ToList();
        bag.Warn(
            DiagnosticCodes.InvalidEdge, edges[1].Place, $"{edges.Count} edges begin at '{node}'; they are read as a fork.",
            $"Write '- {{from: {node}, to: [{string.Join(", ", branches)}]}}'.");
        return new ForkTransition(branches, null);
    }

    private static RoutesTransition Routes(List<Edge> edges, Edge? otherwise, string node, DiagnosticBag bag)
    {
        var routes = edges.FindAll(static edge => edge.IsConditional).SelectMany(static edge => ((RoutesTransition)edge.Next).Routes).ToList();
        if (otherwise is null)
        {
            bag.Warn(
                DiagnosticCodes.InvalidRoutes, edges[0].Place, $"Nothing says where '{node}' goes when no condition is true; the step fails then.",
                $"Add '- {{from: {node}, to: END}}' or another target.");
        }

        return new RoutesTransition(routes, otherwise?.Next);
    }

    private static Transition Contradiction(List<Edge> edges, string node, DiagnosticBag bag)
    {
        bag.Error(
            DiagnosticCodes.InvalidEdge, edges[1].Place, $"{edges.Count} edges begin at '{node}' and contradict each other; a node has one edge.",
            "Merge them into one with 'routes', or into 'to: [a, b]' for a fork.");
        return edges[0].Next;
    }
}
