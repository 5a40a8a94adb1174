namespace Agents.Starlark;

/// <summary><c>in</c>.</summary>
internal static class Membership
{
    public static bool Contains(StarlarkThread thread, StarlarkValue container, StarlarkValue element)
    {
        switch (container)
        {
            case StarlarkMapping mapping:
                return mapping.TryGetItem(element, out _);
            case StarlarkSequence items:
                return IndexOf(thread, items, element, 0, items.Count) >= 0;
            case StarlarkString text:
                thread.TextWork(text.Value.Length);
                return element is StarlarkString part
                    ? text.Value.Contains(part.Value, StringComparison.Ordinal)
                    : throw Faults.Type($"'in <string>' requires string as left operand, not {element.TypeName}");
            case StarlarkSet set:
                return set.Contains(element);
            case StarlarkRange range:
                return InRange(range, element);
            case StarlarkBytes bytes:
                thread.TextWork(bytes.Length);
                return InBytes(bytes, element);
            default:
                throw BinaryOperators.Unknown(Operator.In, element, container);
        }
    }

    public static int IndexOf(StarlarkThread thread, StarlarkSequence items, StarlarkValue element, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (((i - start) & 15) == 15)
            {
                thread.Step();
            }

            if (Equality.AreEqual(items[i], element))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool InRange(StarlarkRange range, StarlarkValue element) => element switch
    {
        StarlarkInt number => number.TryGetInt64(out var value) && range.Contains(value),
        StarlarkFloat number => Math.Floor(number.Value) == number.Value && Math.Abs(number.Value) < 9e18 && range.Contains((long)number.Value),
        _ => throw Faults.Type($"'in <range>' requires integer as left operand, not {element.TypeName}"),
    };

    private static bool InBytes(StarlarkBytes bytes, StarlarkValue element) => element switch
    {
        StarlarkBytes part => bytes.Span.IndexOf(part.Span) >= 0,
        StarlarkInt number when number.Clamped() is >= 0 and <= 255 => bytes.Span.Contains((byte)number.Clamped()),
        StarlarkInt number => throw Faults.Value($"int in bytes: {number.Text()} out of range (want value in unsigned 8-bit range)"),
        _ => throw Faults.Type($"'in bytes' requires bytes or int as left operand, not {element.TypeName}"),
    };
}
