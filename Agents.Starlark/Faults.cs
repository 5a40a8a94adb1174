namespace Agents.Starlark;

/// <summary>Errors without a place; the running frame knows it.</summary>
internal static class Faults
{
    public static StarlarkException Type(string message) => new(StarlarkErrorKind.Type, message);

    public static StarlarkException Value(string message) => new(StarlarkErrorKind.Value, message);

    public static StarlarkException Lookup(string message) => new(StarlarkErrorKind.Lookup, message);

    public static StarlarkException Name(string message) => new(StarlarkErrorKind.Name, message);

    public static StarlarkException Mutation(string message) => new(StarlarkErrorKind.Mutation, message);

    public static StarlarkException Limit(string message) => new(StarlarkErrorKind.Limit, message);

    public static StarlarkException NotIterable(StarlarkValue value) => Type(NotIterableText("", value));

    public static StarlarkException NotIterable(string function, StarlarkValue value) => Type(NotIterableText($"Error in {function}: ", value));

    public static StarlarkException Unhashable(StarlarkValue value) => Type($"unhashable type: {value.TypeName}");

    public static StarlarkException TooDeep() => Limit("maximum recursion: a value is nested more deeply than 200 levels, or contains itself");

    private static string NotIterableText(string prefix, StarlarkValue value)
    {
        var hint = value is StarlarkString ? "; use .elems() or .split()" : "";
        return $"{prefix}got {value.TypeName}, want iterable ({value.TypeName} value is not iterable{hint})";
    }
}
