using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The one silo of the process: the grain classes, their activations, and what they share.</summary>
internal sealed partial class EmbeddedSilo : IHostedService, IDisposable
{
    private readonly int _collectionBeats;
    private volatile bool _refusesActivation;
    private volatile bool _refusesCalls;

    public EmbeddedSilo(
        IServiceProvider services,
        TimeProvider time,
        ILogger<EmbeddedSilo> logger,
        IOptions<EmbeddedOptions> embedded,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection)
    {
        Validate([.. messaging.Value.Errors(), .. collection.Value.Errors()]);
        Services = services;
        Time = time;
        Logger = logger;
        Messaging = messaging.Value;
        Collection = collection.Value;
        Copier = embedded.Value.CopyArguments ? new ArgumentCopier() : null;
        Heartbeat = new Heartbeat(time, Messaging, Collection);
        _collectionBeats = Heartbeat.Beats(Collection.CollectionQuantum) - 1;
        Classes = new GrainClasses(this, embedded.Value.GrainAssemblies.SelectMany(GrainTypes));
        GrainFactory = new GrainFactory(Classes);
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public SiloMessagingOptions Messaging { get; }

    public GrainCollectionOptions Collection { get; }

    public Heartbeat Heartbeat { get; }

    public GrainClasses Classes { get; }

    public GrainFactory GrainFactory { get; }

    /// <summary>Null unless arguments are copied.</summary>
    public ArgumentCopier? Copier { get; }

    /// <summary>The silo is stopping: what is active finishes, nothing new is activated.</summary>
    public bool RefusesActivation
    {
        get => _refusesActivation;
        private set => _refusesActivation = value;
    }

    /// <summary>The silo has stopped.</summary>
    public bool RefusesCalls
    {
        get => _refusesCalls;
        private set => _refusesCalls = value;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Heartbeat.Start(OnBeat);
        LogStarted(Logger, Classes.Count);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Deactivates every grain: running calls finish, <c>OnDeactivateAsync</c> runs, waiting calls are refused. What has not ended
    /// by the deadline (the deactivation timeout, or the host's own) is left behind, and its callers are told.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        RefusesActivation = true;
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This process is shutting down.");
        using var timeout = new CancellationTokenSource(Collection.DeactivationTimeout, Time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // Again, for a grain whose activation was under way when the first round began.
            while (Active() is { Count: > 0 } activations)
            {
                activations.ForEach(activation => activation.Deactivate(reason, deadline.Token));
                await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            LogLeftBehind(Logger, Active().Count);
        }

        RefusesCalls = true;
        Active().ForEach(activation => activation.Abandon());
        Heartbeat.Dispose();
    }

    public void Dispose() => Heartbeat.Dispose();

    private static IEnumerable<Type> GrainTypes(System.Reflection.Assembly assembly)
        => assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
            && typeof(IGrain).IsAssignableFrom(type) && !typeof(GrainReference).IsAssignableFrom(type));

    private static void Validate(string[] errors)
    {
        if (errors.Length > 0)
        {
            throw new OrleansConfigurationException(string.Join(Environment.NewLine, errors));
        }
    }

    private List<Activation> Active() => [.. Classes.All.SelectMany(grainClass => grainClass.Activations)];

    private void OnBeat(int beat)
    {
        var collects = beat % _collectionBeats == 0;
        foreach (var activation in Classes.All.SelectMany(grainClass => grainClass.Activations))
        {
            activation.TimeOutCalls(beat);
            if (collects)
            {
                activation.DeactivateIfIdle(beat);
            }
        }
    }
}
