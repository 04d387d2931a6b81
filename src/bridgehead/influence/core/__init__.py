"""What difference the cluster makes, pure: records and frames in, frozen results out (framework, section 8)."""
