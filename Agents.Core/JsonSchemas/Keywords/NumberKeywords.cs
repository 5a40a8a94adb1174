using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

internal sealed class BoundKeyword(KeywordSource source, string words, Func<int, bool> accepts) : Assertion(source)
{
    private readonly JsonNumber _bound = source.Number();

    public static BoundKeyword Minimum(KeywordSource source) => new(source, "at least", static order => order >= 0);

    public static BoundKeyword Maximum(KeywordSource source) => new(source, "at most", static order => order <= 0);

    public static BoundKeyword ExclusiveMinimum(KeywordSource source) => new(source, "more than", static order => order > 0);

    public static BoundKeyword ExclusiveMaximum(KeywordSource source) => new(source, "less than", static order => order < 0);

    protected override bool Holds(JsonValue instance) => instance is not JsonNumber number || accepts(JsonNumber.Compare(number, _bound));

    protected override Problem Describe(JsonValue instance, ValidationPass pass)
    {
        var expected = $"{words} {_bound.ToText()}";
        return new Problem($"Expected {expected}, found {pass.Show(instance)}.") { Expected = expected, Actual = pass.ShowShort(instance) };
    }
}

internal sealed class MultipleOfKeyword : Assertion
{
    private readonly JsonNumber _divisor;

    public MultipleOfKeyword(KeywordSource source)
        : base(source)
    {
        _divisor = source.Number();
        if (JsonNumber.Compare(_divisor, JsonNumber.From(0)) <= 0)
        {
            throw source.Wrong("Expected a number above 0.");
        }
    }

    protected override bool Holds(JsonValue instance) => instance is not JsonNumber number || number.IsMultipleOf(_divisor);

    protected override Problem Describe(JsonValue instance, ValidationPass pass)
    {
        var expected = $"a multiple of {_divisor.ToText()}";
        return new Problem($"Expected {expected}, found {pass.Show(instance)}.") { Expected = expected, Actual = pass.ShowShort(instance) };
    }
}
