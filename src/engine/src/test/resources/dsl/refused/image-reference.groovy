releasePipeline {
    stages {
        stage('Source') { source('App') { image 'nginx:1.27'; output 'Image' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
