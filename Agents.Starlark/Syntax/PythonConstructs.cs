using System.Collections.Frozen;

namespace Agents.Starlark;

/// <summary>Words that Python has and Starlark keeps free; the messages say what to write instead.</summary>
internal static class PythonConstructs
{
    private static readonly FrozenDictionary<string, string> Hints = new Dictionary<string, string>
    {
        ["as"] = "",
        ["assert"] = "call fail(\"reason\") in an if statement",
        ["async"] = "",
        ["await"] = "",
        ["class"] = "use a dict and functions",
        ["del"] = "call .pop(key) or .remove(value)",
        ["except"] = "there are no exceptions",
        ["finally"] = "there are no exceptions",
        ["from"] = "a program sees only its inputs and the built-in functions",
        ["global"] = "assign at top level, or return the value",
        ["import"] = "a program sees only its inputs and the built-in functions",
        ["is"] = "use == or !=",
        ["nonlocal"] = "change a list or dict of the outer function",
        ["raise"] = "call fail(\"reason\")",
        ["try"] = "there are no exceptions; test before you act",
        ["while"] = "use a for loop over range(...) and break",
        ["with"] = "",
        ["yield"] = "return a list",
    }.ToFrozenDictionary();

    public static bool IsReserved(string word) => Hints.ContainsKey(word);

    public static string Message(string word)
    {
        var hint = Hints[word];
        return hint.Length == 0 ? $"'{word}' is not part of Starlark" : $"'{word}' is not part of Starlark: {hint}";
    }
}
