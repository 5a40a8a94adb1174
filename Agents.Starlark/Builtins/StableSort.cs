namespace Agents.Starlark;

/// <summary>Merge sort: stable, and an error of the comparison comes out as it is (the framework's sorts wrap it).</summary>
internal static class StableSort
{
    /// <param name="keys">What is compared.</param>
    /// <param name="compare">The order; of equal keys the first stays first.</param>
    /// <returns>The indexes of the keys in order.</returns>
    public static int[] Order(IReadOnlyList<StarlarkValue> keys, Func<StarlarkValue, StarlarkValue, int> compare)
    {
        int[] order = [.. Enumerable.Range(0, keys.Count)];
        var buffer = new int[order.Length];
        for (var width = 1; width < order.Length; width *= 2)
        {
            for (var start = 0; start < order.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, order.Length);
                var end = Math.Min(start + (2 * width), order.Length);
                Merge(keys, compare, order, buffer, (start, middle, end));
            }

            (order, buffer) = (buffer, order);
        }

        return order;
    }

    private static void Merge(
        IReadOnlyList<StarlarkValue> keys, Func<StarlarkValue, StarlarkValue, int> compare, int[] from, int[] into, (int Start, int Middle, int End) range)
    {
        var (left, right) = (range.Start, range.Middle);
        for (var i = range.Start; i < range.End; i++)
        {
            var takeLeft = right >= range.End || (left < range.Middle && compare(keys[from[left]], keys[from[right]]) <= 0);
            into[i] = from[takeLeft ? left++ : right++];
        }
    }
}
