namespace Agents.Core.Formats;

/// <summary>Ways out of what people write from other languages into a condition.</summary>
internal static class StarlarkHint
{
    public static string? For(string message, string source)
    {
        var hint = Habits.FirstOrDefault(habit => source.Contains(habit.Sign, StringComparison.Ordinal)).Hint;
        return hint ?? (message.Contains("import", StringComparison.Ordinal) ? "There is no import: what you need is built in, or belongs into a tool." : null);
    }

    private static readonly (string Sign, string Hint)[] Habits =
    [
        ("&&", "Write 'and' instead of '&&'."),
        ("||", "Write 'or' instead of '||'."),
        ("===", "Write '==' instead of '==='."),
        ("import ", "There is no import: what you need is built in, or belongs into a tool."),
        ("while ", "There is no 'while': use 'for i in range(n)' with a break."),
        ("try:", "There is no 'try': ask with hasattr(x, 'name') or x.get('name', default) before."),
        ("lambda:", "Write a def instead."),
        ("?", "Write 'a if condition else b'."),
    ];
}
