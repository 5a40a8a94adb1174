namespace Agents.Starlark;

/// <summary>What a program left behind. All values are frozen and may be shared between threads.</summary>
/// <param name="Value">The value of the last statement where that is an expression, else None.</param>
/// <param name="Globals">The top-level names that have a value.</param>
/// <param name="Printed">What <c>print</c> wrote, one string per call.</param>
/// <param name="Steps">How much of <see cref="StarlarkLimits.MaxSteps"/> was used.</param>
public sealed record StarlarkRun(
    StarlarkValue Value, IReadOnlyDictionary<string, StarlarkValue> Globals, IReadOnlyList<string> Printed, long Steps);
