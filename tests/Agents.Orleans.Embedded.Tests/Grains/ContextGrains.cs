namespace Agents.Orleans.Embedded.Tests;

/// <summary>Says where grain code runs.</summary>
public interface IContexts : IGrainWithStringKey
{
    Task<bool> KeepsSchedulerOverAwait();

    Task<bool> LeavesSchedulerInTaskRun();

    Task<bool> ReturnsFromTaskRun();

    Task<bool> StartNewStaysOnScheduler();

    Task<bool> SeesCallersContext();

    Task LeaveContext();
}

public sealed class ContextsGrain : Grain, IContexts
{
    public static readonly AsyncLocal<string?> CallersContext = new();

    public async Task<bool> KeepsSchedulerOverAwait()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        return before != TaskScheduler.Default && TaskScheduler.Current == before;
    }

    public Task<bool> LeavesSchedulerInTaskRun() => Task.Run(() => TaskScheduler.Current == TaskScheduler.Default);

    public async Task<bool> ReturnsFromTaskRun()
    {
        var before = TaskScheduler.Current;
        await Task.Run(static () => { });
        return TaskScheduler.Current == before;
    }

    public async Task<bool> StartNewStaysOnScheduler()
    {
        var before = TaskScheduler.Current;
        return await Task.Factory.StartNew(() => TaskScheduler.Current == before);
    }

    public Task LeaveContext()
    {
        CallersContext.Value = "left behind";
        return Task.CompletedTask;
    }

    public Task<bool> SeesCallersContext() => Task.FromResult(CallersContext.Value is not null);
}
