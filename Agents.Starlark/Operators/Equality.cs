namespace Agents.Starlark;

/// <summary><c>==</c>, which never fails for values of different types.</summary>
internal static class Equality
{
    private const int MaxDepth = 200;

    public static bool AreEqual(StarlarkValue left, StarlarkValue right) => AreEqual(left, right, 0);

    public static bool AreEqual(StarlarkValue left, StarlarkValue right, int depth)
    {
        if (left is StarlarkString leftText)
        {
            return right is StarlarkString rightText && leftText.Value == rightText.Value;
        }

        if (left is StarlarkInt { IsSmall: true } leftNumber && right is StarlarkInt { IsSmall: true } rightNumber)
        {
            return leftNumber.Small == rightNumber.Small;
        }

        return left.IsEqualTo(right, depth);
    }

    public static bool SequencesEqual(StarlarkSequence left, StarlarkSequence right, int depth)
    {
        CheckDepth(depth);
        var count = left.Count;
        if (count != right.Count)
        {
            return false;
        }

        StarlarkThread.CountWork(count);
        for (var i = 0; i < count; i++)
        {
            if (!AreEqual(left[i], right[i], depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    public static bool MappingsEqual(StarlarkMapping left, StarlarkMapping right, int depth)
    {
        CheckDepth(depth);
        if (left.Count != right.Count)
        {
            return false;
        }

        StarlarkThread.CountWork(left.Count);
        foreach (var (key, value) in left.Entries)
        {
            if (!right.TryGetItem(key, out var other) || !AreEqual(value, other, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    public static void CheckDepth(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Faults.TooDeep();
        }
    }
}
