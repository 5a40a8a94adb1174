namespace Agents.Starlark;

/// <summary>A program failed. Host callbacks throw it too, without a place: the interpreter adds where.</summary>
public sealed class StarlarkException : Exception
{
    public StarlarkException(StarlarkError error, Exception? inner = null)
        : base(error.ToString(), inner) => Error = error;

    public StarlarkException(StarlarkErrorKind kind, string message)
        : this(new StarlarkError(message, 0, 0, kind))
    {
    }

    public StarlarkError Error { get; }
}
