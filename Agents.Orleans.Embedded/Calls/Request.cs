using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>A method call whose caller waits for the answer.</summary>
internal sealed class Request<TArguments, TResult> : Call
    where TArguments : struct
{
    private readonly EmbeddedSilo _silo;
    private readonly GrainMethod<TArguments> _method;
    private readonly TArguments _arguments;
    private readonly TaskCompletionSource<TResult> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _cancellation;

    public Request(EmbeddedSilo silo, GrainMethod<TArguments> method, TArguments arguments)
    {
        _silo = silo;
        _method = method;
        _arguments = silo.Copier is { } copier ? copier.CopyArguments(method, arguments) : arguments;
        Mode = method.Mode;
        Trace = Activity.Current;
        Deadline = silo.Heartbeat.DeadlineAfter(method.ResponseTimeout);
        if (method.TokenIndex >= 0)
        {
            _cancellation = OnCancel((CancellationToken)((ITuple)arguments)[method.TokenIndex]!);
        }
    }

    public Task<TResult> Response => _response.Task;

    public override bool IsAbandoned => _response.Task.IsCompleted;

    public override void Reject(Exception reason)
    {
        _cancellation.Unregister();
        _response.TrySetException(reason);
    }

    public override void TimeOut()
    {
        if (!IsAbandoned)
        {
            Reject(new TimeoutException(
                $"Response did not arrive on time in {_method.ResponseTimeout ?? _silo.Messaging.ResponseTimeout} for message: {_method.Name}."));
        }
    }

    public override string ToString() => _method.Name;

    protected override Task Start(Activation activation) => (Task)_method.Invoke(activation.GrainInstance!, _arguments)!;

    protected override void Finish(Activation activation, Task outcome)
    {
        if (outcome.Exception?.InnerException is { } error)
        {
            activation.OnCallFailed(this, error);
        }
    }

    protected override void Answer(Task outcome)
    {
        _cancellation.Unregister();
        switch (outcome.Status)
        {
            case TaskStatus.RanToCompletion:
                Succeed(outcome);
                break;
            case TaskStatus.Canceled:
                _response.TrySetCanceled(new TaskCanceledException(outcome).CancellationToken);
                break;
            default:
                _response.TrySetException(outcome.Exception!.InnerExceptions);
                break;
        }
    }

    private void Succeed(Task outcome)
    {
        // A method without a result gives a task of another type; its result is nothing.
        var result = outcome is Task<TResult> typed ? typed.Result : default!;
        if (_silo.Copier is { } copier && !copier.TryCopy(result, out result, out var error))
        {
            _response.TrySetException(error);
            return;
        }

        _response.TrySetResult(result!);
    }

    private CancellationTokenRegistration OnCancel(CancellationToken token)
        => token.UnsafeRegister(static (answer, cancelled) => ((TaskCompletionSource<TResult>)answer!).TrySetCanceled(cancelled), _response);
}

/// <summary>The result of methods without one.</summary>
internal readonly struct Nothing;
