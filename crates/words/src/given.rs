//! Values however many references deep: templates pass references, or references to them.

/// A value, however many references deep.
pub trait Given<T> {
    /// The value.
    fn given(self) -> T;
}

impl<T: Copy> Given<T> for T {
    fn given(self) -> T {
        self
    }
}

impl<T: Copy> Given<T> for &T {
    fn given(self) -> T {
        *self
    }
}

impl<T: Copy> Given<T> for &&T {
    fn given(self) -> T {
        **self
    }
}

/// A number of things, of whichever type counted them, however many references deep.
pub trait Count {
    /// The number; what could not be counted is nought.
    fn number(self) -> u64;
}

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl Count for $kind {
            fn number(self) -> u64 {
                u64::try_from(self).unwrap_or_default()
            }
        }
    )*};
}
counts!(u8, u32, u64, usize, i32, i64);

impl<T: Count + Copy> Count for &T {
    fn number(self) -> u64 {
        (*self).number()
    }
}
