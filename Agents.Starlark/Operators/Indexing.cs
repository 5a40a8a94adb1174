namespace Agents.Starlark;

/// <summary><c>a[i]</c>, reading and writing.</summary>
internal static class Indexing
{
    public static StarlarkValue Get(StarlarkThread thread, StarlarkValue container, StarlarkValue index)
    {
        thread.Step();
        switch (container)
        {
            case StarlarkMapping mapping:
                return mapping.TryGetItem(index, out var value) ? value : throw NoKey(mapping, index);
            case StarlarkSequence items when index is StarlarkInt:
                return items[(int)Position(container, index, items.Count)];
            case StarlarkString text when index is StarlarkInt:
                return thread.Text(text.Value[(int)Position(container, index, text.Value.Length)].ToString());
            case StarlarkBytes bytes when index is StarlarkInt:
                return StarlarkInt.Of(bytes.Span[(int)Position(container, index, bytes.Length)]);
            case StarlarkRange range when index is StarlarkInt:
                return range.At(Position(container, index, range.Count));
            case StarlarkElements elements when index is StarlarkInt:
                return elements.At((int)Position(container, index, elements.Length));
            default:
                return index is StarlarkString name && container.TryGetField(name.Value, out var field) ? field : throw Unindexable(container, index);
        }
    }

    public static void Set(StarlarkThread thread, StarlarkValue container, StarlarkValue index, StarlarkValue value)
    {
        thread.Step();
        switch (container)
        {
            case StarlarkDict dict:
                DictMethods.Set(thread, dict, index, value);
                break;
            case StarlarkList list:
                list.Change("assign to element of")[(int)Position(container, index, list.Count)] = value;
                break;
            case StarlarkMapping or StarlarkSequence { IsTuple: false }:
                throw Faults.Mutation($"cannot assign to element of frozen {container.TypeName}");
            default:
                throw Faults.Type($"{container.TypeName} value does not support item assignment: it is immutable");
        }
    }

    private static long Position(StarlarkValue container, StarlarkValue index, long count)
    {
        if (index is not StarlarkInt number)
        {
            throw Unindexable(container, index);
        }

        var position = number.Clamped();
        position = position < 0 && position != long.MinValue ? position + count : position;
        return position >= 0 && position < count
            ? position
            : throw OutOfRange(container.TypeName, number.Text(), count);
    }

    public static StarlarkException OutOfRange(string what, string index, long count)
        => Faults.Lookup($"{what} index {index} out of range{(count == 0 ? ": it is empty" : $" [{-count}:{count - 1}]")}");

    private static StarlarkException Unindexable(StarlarkValue container, StarlarkValue index)
        => container is StarlarkSequence or StarlarkString or StarlarkBytes or StarlarkRange or StarlarkElements
            ? Faults.Type($"{container.TypeName} index: got {index.TypeName}, want int")
            : Faults.Type($"unhandled index operation {container.TypeName}[{index.TypeName}]");

    private static StarlarkException NoKey(StarlarkMapping mapping, StarlarkValue key)
    {
        var hint = key is StarlarkString name ? Spelling.Hint(name.Value, mapping.Names) : "";
        return Faults.Lookup($"key {Representation.Short(key)} not in dict{hint}");
    }
}
