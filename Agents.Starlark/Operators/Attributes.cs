using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>
/// What stands after a dot: a host's field, then with <see cref="StarlarkFeatures.DotAccess"/> a dict's entry, then a method.
/// </summary>
internal static class Attributes
{
    public static StarlarkValue Get(StarlarkThread thread, StarlarkValue value, string name)
        => TryGet(thread, value, name, out var result) ? result : throw Missing(thread, value, name);

    public static bool TryGet(StarlarkThread thread, StarlarkValue value, string name, [NotNullWhen(true)] out StarlarkValue? result)
    {
        if (TryGetData(thread, value, name, out result))
        {
            return true;
        }

        if (!value.Methods.TryGet(name, out var method))
        {
            return false;
        }

        thread.Reserve(Footprint.Closure);
        result = new BoundMethod(value, method);
        return true;
    }

    /// <summary>What <c>hasattr</c> and <c>getattr</c> with a default see: of a dict with dot access only its keys.</summary>
    public static bool TryGetChecked(StarlarkThread thread, StarlarkValue value, string name, [NotNullWhen(true)] out StarlarkValue? result)
        => value is StarlarkMapping && HasDotAccess(thread)
            ? TryGetData(thread, value, name, out result)
            : TryGet(thread, value, name, out result);

    public static bool TryGetData(StarlarkThread thread, StarlarkValue value, string name, [NotNullWhen(true)] out StarlarkValue? result)
    {
        if (value is StarlarkMapping mapping && HasDotAccess(thread) && mapping.TryGet(name, out result))
        {
            return true;
        }

        return value.TryGetField(name, out result);
    }

    public static StarlarkException Missing(StarlarkThread thread, StarlarkValue value, string name)
    {
        var keys = value is StarlarkMapping mapping && HasDotAccess(thread) ? mapping.Names : [];
        var hint = Spelling.Hint(name, keys.Concat(value.FieldNames).Concat(value.Methods.Names));
        return Faults.Lookup($"{value.TypeName} has no .{name} field or method{hint}");
    }

    private static bool HasDotAccess(StarlarkThread thread) => (thread.Features & StarlarkFeatures.DotAccess) != StarlarkFeatures.None;
}
