using System.Runtime.CompilerServices;

namespace Agents.Starlark;

/// <summary>A run: its call stack, what it has used of its limits, what it printed.</summary>
internal sealed partial class StarlarkThread
{
    /// <summary>How many steps may pass before cancellation is noticed.</summary>
    private const long CancellationInterval = 1024;

    /// <summary>Work is counted in parts of a step: an element of a bulk operation is one, a page of text is a step.</summary>
    private const int UnitBits = 4;
    private const int TextUnitBits = 8;

    [ThreadStatic]
    private static StarlarkThread? _current;

    private readonly CancellationToken _cancellation;
    private Frame? _frame;
    private long _units;
    private long _checkpoint;
    private int _depth;
    private long _printedBytes;

    public StarlarkThread(StarlarkFeatures features, StarlarkLimits limits, CancellationToken cancellation)
    {
        (Features, Limits, _cancellation) = (features, limits, cancellation);
        _checkpoint = NextCheckpoint();
    }

    public StarlarkFeatures Features { get; }

    public StarlarkLimits Limits { get; }

    public long Steps => _units >> UnitBits;

    public List<string> Printed { get; } = [];

    public void Print(string line)
    {
        Reserve(Footprint.Text(line.Length));
        _printedBytes += Footprint.Text(line.Length);
        if (_printedBytes > Limits.MaxMemoryBytes)
        {
            throw OverMemory();
        }

        Printed.Add(line);
    }

    /// <summary>Work that has no thread at hand (comparison and hashing deep inside values) is counted on the run of this OS thread.</summary>
    public static void CountWork(long elements) => _current?.Work(elements);

    /// <summary>Runs the top level of a program.</summary>
    public StarlarkValue Run(ProgramInstance instance, FunctionCode code)
    {
        var outer = _current;
        _current = this;
        try
        {
            var frame = new Frame(this, instance, code, [], null) { Position = code.Position };
            _frame = frame;
            _cancellation.ThrowIfCancellationRequested();
            StatementNode.ExecuteAll(code.Body, frame);
            return frame.Result;
        }
        catch (StarlarkException fault) when (fault.Error.Line == 0)
        {
            throw Located(fault);
        }
        catch (OperationCanceledException cancelled) when (_cancellation.IsCancellationRequested)
        {
            throw Located(new StarlarkException(StarlarkErrorKind.Cancelled, "the run was cancelled"), cancelled);
        }
        finally
        {
            _current = outer;
        }
    }

    public StarlarkValue Call(StarlarkFunction function, StarlarkArguments arguments)
    {
        Step();
        var caller = _frame!;
        CheckCall(function.Code);
        var frame = new Frame(this, function.Instance, function.Code, function.Closure, caller);
        function.Code.Parameters.Bind(frame, function, arguments);
        caller.HeldInCall = Used - caller.StatementMark;
        frame.Position = function.Code.Position;
        frame.StatementMark = Used;
        _frame = frame;
        _depth++;
        StatementNode.ExecuteAll(function.Code.Body, frame);
        _depth--;
        _frame = caller;
        caller.StatementMark = Math.Min(caller.StatementMark, Used - caller.HeldInCall);
        caller.HeldInCall = 0;
        return frame.Result;
    }

    /// <summary>Calls any callable; what is not one is an error.</summary>
    public StarlarkValue Call(StarlarkValue callee, params StarlarkValue[] arguments)
        => Callable(callee).Call(this, new StarlarkArguments(arguments));

    public static StarlarkCallable Callable(StarlarkValue callee)
        => callee as StarlarkCallable ?? throw Faults.Type($"invalid call of non-function ({callee.TypeName})");

    /// <summary>Counts one operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        _units += 1 << UnitBits;
        if (_units >= _checkpoint)
        {
            Checkpoint();
        }
    }

    /// <summary>Counts an operation over many elements: 16 of them are a step.</summary>
    public void Work(long elements)
    {
        _units += elements;
        if (_units >= _checkpoint)
        {
            Checkpoint();
        }
    }

    /// <summary>Counts an operation over text: 4096 characters are a step.</summary>
    public void TextWork(long length) => Work(length >> TextUnitBits);

    private void Checkpoint()
    {
        if (Steps > Limits.MaxSteps)
        {
            throw Faults.Limit($"too many steps: the limit is {Limits.MaxSteps} (MaxSteps)");
        }

        _cancellation.ThrowIfCancellationRequested();
        _checkpoint = NextCheckpoint();
    }

    private long NextCheckpoint() => Math.Min(Steps + CancellationInterval, Math.Min(Limits.MaxSteps, long.MaxValue >> (UnitBits + 1)) + 1) << UnitBits;

    private void CheckCall(FunctionCode code)
    {
        if (_depth >= Limits.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Faults.Limit($"too many calls inside calls: the limit is {Limits.MaxDepth} (MaxDepth)");
        }

        if ((Features & StarlarkFeatures.Recursion) != StarlarkFeatures.None)
        {
            return;
        }

        for (var frame = _frame; frame is not null; frame = frame.Caller)
        {
            if (frame.Code == code)
            {
                throw Faults.Value($"function {code.Name} called recursively");
            }
        }
    }

    private StarlarkException Located(StarlarkException fault, Exception? inner = null)
    {
        List<string> trace = [];
        for (var frame = _frame; frame?.Caller is not null; frame = frame.Caller)
        {
            trace.Insert(0, $"{frame.Code.Name} (line {frame.Position.Line})");
        }

        var position = _frame!.Position;
        var error = fault.Error with
        {
            Line = Math.Max(1, position.Line),
            Column = Math.Max(1, position.Column),
            FileName = _frame.Instance.Program.FileName,
            Trace = trace,
        };
        return new StarlarkException(error, inner ?? fault);
    }
}
