namespace Agents.Starlark;

/// <summary>One run's global variables; its functions keep it alive.</summary>
internal sealed class ProgramInstance(StarlarkProgram program, IStarlarkScope scope)
{
    public StarlarkProgram Program { get; } = program;

    public IStarlarkScope Scope { get; } = scope;

    public StarlarkValue?[] Globals { get; } = program.GlobalNames.Count == 0 ? [] : new StarlarkValue?[program.GlobalNames.Count];
}
