namespace Agents.Starlark;

/// <summary><c>min</c> and <c>max</c>: of several arguments, or of one iterable.</summary>
internal static class Extremes
{
    public static StarlarkValue Find(BoundArguments a, Operator better)
    {
        var key = Key(a);
        var arguments = a.Rest(0);
        if (arguments.Count == 0)
        {
            throw a.Fault("expected at least one item: at least one positional argument is required");
        }

        StarlarkValue? best = null;
        StarlarkValue? bestKey = null;
        foreach (var item in arguments.Count == 1 ? a.Items(arguments[0]) : arguments)
        {
            a.Thread.Work(1);
            var itemKey = key is null ? item : a.Thread.Call(key, item);
            if (bestKey is null || IsBetter(itemKey, bestKey, better))
            {
                (best, bestKey) = (item, itemKey);
            }
        }

        return best ?? throw a.Fault("expected at least one item: argument is an empty sequence");
    }

    private static bool IsBetter(StarlarkValue left, StarlarkValue right, Operator better)
    {
        var order = Comparison.Compare(left, right, better);
        return better == Operator.Less ? order < 0 : order > 0;
    }

    private static StarlarkValue? Key(BoundArguments a)
    {
        StarlarkValue? key = null;
        foreach (var (name, value) in a.Named(1).Entries)
        {
            var text = ((StarlarkString)name).Value;
            key = text == "key" ? value : throw Faults.Type($"Error in {a.Function}: unexpected keyword argument {text}{Spelling.Hint(text, ["key"])}");
        }

        return key is StarlarkNone ? null : key;
    }
}
