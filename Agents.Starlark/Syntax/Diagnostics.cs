namespace Agents.Starlark;

/// <summary>Collects syntax errors; enough of them stops the search.</summary>
internal sealed class Diagnostics(string fileName)
{
    private const int Enough = 20;
    private readonly List<StarlarkError> _errors = [];

    public bool Any => _errors.Count > 0;

    public bool IsFull => _errors.Count >= Enough;

    public void Add(SourcePosition position, string message)
    {
        if (!IsFull && !_errors.Exists(error => error.Line == position.Line && error.Column == position.Column))
        {
            _errors.Add(At(position, message));
        }
    }

    /// <summary>An error that ends the current statement; the parser goes on with the next one.</summary>
    public StarlarkException Stop(SourcePosition position, string message) => new(At(position, message));

    public void Add(StarlarkException stopped) => Add(new SourcePosition(stopped.Error.Line, stopped.Error.Column), stopped.Error.Message);

    public IReadOnlyList<StarlarkError> InSourceOrder() => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];

    private StarlarkError At(SourcePosition position, string message)
        => new(message, position.Line, position.Column, StarlarkErrorKind.Syntax, fileName);
}
