using System.Diagnostics.CodeAnalysis;
using Agents.Core.Json;
using Agents.Starlark;

namespace Agents.Core.Evaluation;

/// <summary>
/// The context's <c>steps</c>: each result also answers to <c>.output</c> and <c>.result</c>, by dot, by index and by <c>.get</c>,
/// with itself (formats §B.3). Real files write all three, on objects, lists and text; a result that has such a key of its own keeps it.
/// </summary>
internal sealed class StepResults(JsonObject steps) : JsonMapping(steps)
{
    public override bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value)
    {
        value = Document.TryGetValue(name, out var result) ? Of(result) : null;
        return value is not null;
    }

    public static StarlarkValue Of(JsonValue result) => result switch
    {
        JsonObject document => new ObjectResult(document),
        JsonArray array => new ArrayResult(array),
        JsonString text => new TextResult(text.Value),
        JsonNumber number when number.TryGetInt64(out var integer) && !number.IsFloat => new IntegerResult(integer),
        JsonNumber number => new FloatResult(number.ToDouble()),
        JsonBoolean boolean => new BooleanResult(boolean.Value),
        _ => new NullResult(),
    };

    private static bool IsAlias(string name) => name is "output" or "result";

    // .get on what is no dict: the result under its two names, else the default.
    private static bool TryGetAlias(StarlarkValue self, string name, [NotNullWhen(true)] out StarlarkValue? value)
    {
        value = IsAlias(name) ? self : null;
        if (name == "get")
        {
            value = new StarlarkBuiltin("get", arguments => arguments.Positional switch
            {
                [StarlarkString key, ..] when IsAlias(key.Value) => self,
                [_, var fallback, ..] => fallback,
                _ => StarlarkNone.Instance,
            });
        }

        return value is not null;
    }

    private sealed class ObjectResult(JsonObject document) : JsonMapping(document)
    {
        public override bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value)
        {
            if (base.TryGet(name, out value))
            {
                return true;
            }

            value = IsAlias(name) ? this : null;
            return value is not null;
        }
    }

    private sealed class ArrayResult(JsonArray array) : JsonSequence(array)
    {
        public override bool TryGetField(string name, [NotNullWhen(true)] out StarlarkValue? value) => TryGetAlias(this, name, out value);
    }

    private sealed class TextResult(string text) : StarlarkString(text)
    {
        public override bool TryGetField(string name, [NotNullWhen(true)] out StarlarkValue? value) => TryGetAlias(this, name, out value);
    }

    private sealed class IntegerResult(long integer) : StarlarkInt(integer)
    {
        public override bool TryGetField(string name, [NotNullWhen(true)] out StarlarkValue? value) => TryGetAlias(this, name, out value);
    }

    private sealed class FloatResult(double number) : StarlarkFloat(number)
    {
        public override bool TryGetField(string name, [NotNullWhen(true)] out StarlarkValue? value) => TryGetAlias(this, name, out value);
    }

    private sealed class BooleanResult(bool boolean) : StarlarkBool(boolean)
    {
        public override bool TryGetField(string name, [NotNullWhen(true)] out StarlarkValue? value) => TryGetAlias(this, name, out value);
    }

    private sealed class NullResult : StarlarkNone
    {
        public override bool TryGetField(string name, [NotNullWhen(true)] out StarlarkValue? value) => TryGetAlias(this, name, out value);
    }
}
