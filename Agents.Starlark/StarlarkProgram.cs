namespace Agents.Starlark;

public sealed class StarlarkProgram
{
}
