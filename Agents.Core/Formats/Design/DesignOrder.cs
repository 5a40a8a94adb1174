using Agents.Core.Diagnostics;

namespace Agents.Core.Formats.Design;

/// <summary>Whether the blocks of a design can be put in an order.</summary>
internal static class DesignOrder
{
    /// <summary>Reports blocks that wait for each other.</summary>
    public static bool HasCycle(IReadOnlyList<DesignBlockDraft> blocks, DiagnosticBag bag)
    {
        var left = Enumerable.Range(0, blocks.Count).ToHashSet();
        while (left.RemoveWhere(block => blocks[block].Inputs.TrueForAll(input => !left.Contains(input.Block))) > 0)
        {
        }

        if (left.Count == 0)
        {
            return false;
        }

        var circle = Circle(blocks, left);
        bag.Error(
            DiagnosticCodes.UnboundedLoop, blocks[circle[0]].Place,
            $"These blocks wait for each other: {string.Join(" → ", circle.Append(circle[0]).Select(block => blocks[block].Id))}.",
            "Take one of the connections away. Rounds are what 'debate' and 'reflection' blocks have.");
        return true;
    }

    // Every block that is left waits for another that is left: going from one to the next comes round.
    private static List<int> Circle(IReadOnlyList<DesignBlockDraft> blocks, HashSet<int> left)
    {
        var way = new List<int>();
        var at = left.Min();
        while (!way.Contains(at))
        {
            way.Add(at);
            at = blocks[at].Inputs.First(input => left.Contains(input.Block)).Block;
        }

        way.RemoveRange(0, way.IndexOf(at));
        way.Reverse();
        return way;
    }
}
