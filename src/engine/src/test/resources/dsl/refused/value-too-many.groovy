releasePipeline {
    stages {
        stage('Build') { build('Package') { agent 'linux', 'docker'; commands 'make' } }
        stage('Again') { build('Package') { commands 'make'; output 'Shop', files: 'build/**', 'VERSION' } }
    }
}
