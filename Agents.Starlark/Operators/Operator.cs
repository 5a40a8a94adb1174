using System.Collections.Frozen;

namespace Agents.Starlark;

internal enum Operator
{
    Equal,
    NotEqual,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    In,
    NotIn,
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
}

internal static class Operators
{
    private static readonly string[] Signs = ["==", "!=", "<", ">", "<=", ">=", "in", "not in", "+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>"];

    private static readonly FrozenDictionary<string, Operator> BySign = Signs
        .Select((sign, index) => (sign, Value: (Operator)index))
        .ToFrozenDictionary(pair => pair.sign, pair => pair.Value);

    public static Operator Parse(string sign) => BySign[sign];

    public static string Sign(this Operator value) => Signs[(int)value];
}
