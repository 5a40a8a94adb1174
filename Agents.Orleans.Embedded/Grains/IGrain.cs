using Orleans.Runtime;

namespace Orleans
{
    /// <summary>A grain interface: every method returns a task, a value task, an async enumerable or, one-way, nothing.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain whose key is a string; the only kind of key that this runtime has.</summary>
    public interface IGrainWithStringKey : IGrain;
}

namespace Orleans.Runtime
{
    /// <summary>Something that a grain call can be sent to: a grain or a reference to one.</summary>
    public interface IAddressable;
}
